package io.breakwater.telemetry.tracing.export;

import io.breakwater.telemetry.export.OtelFields;
import io.breakwater.telemetry.export.OtelSettings;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * OTLP in protobuf, by the encoder of OpenTelemetry's own exporter. Not by the exporter itself, which logs to {@code
 * java.util.logging}, which is the application's.
 *
 * <p>Thread-safety: confined to the exporting thread.
 */
final class OtlpEncoder implements SpanEncoder {
    private final Resource resource;

    OtlpEncoder(OtelSettings settings) {
        this.resource = OtelFields.resource(settings);
    }

    @Override
    public String contentType() {
        return "application/x-protobuf";
    }

    @Override
    public byte[] encode(List<RecordedSpan> spans) throws IOException {
        List<SpanData> data = new ArrayList<>(spans.size());
        for (RecordedSpan span : spans) {
            data.add(new SpanFields(span, resource));
        }
        TraceRequestMarshaler request = TraceRequestMarshaler.create(data);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.getBinarySerializedSize());
        request.writeBinaryTo(bytes);
        return bytes.toByteArray();
    }
}
