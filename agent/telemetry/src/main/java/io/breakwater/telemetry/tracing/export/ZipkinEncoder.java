package io.breakwater.telemetry.tracing.export;

import io.breakwater.telemetry.export.OtelFields;
import io.breakwater.telemetry.export.OtelSettings;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import zipkin2.reporter.BytesMessageSender;
import zipkin2.reporter.Encoding;

/**
 * Zipkin's JSON, by OpenTelemetry's exporter for Zipkin with a sender that only keeps what it gets.
 *
 * <p>Thread-safety: confined to the exporting thread.
 */
@SuppressWarnings("deprecation") // OpenTelemetry would rather have everybody speak OTLP, which Zipkin does not
final class ZipkinEncoder implements SpanEncoder {
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    private final Resource resource;
    private final Kept kept = new Kept();
    private final io.opentelemetry.exporter.zipkin.ZipkinSpanExporter exporter =
            io.opentelemetry.exporter.zipkin.ZipkinSpanExporter.builder()
                    .setSender(kept)
                    .build();

    ZipkinEncoder(OtelSettings settings) {
        this.resource = OtelFields.resource(settings);
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] encode(List<RecordedSpan> spans) throws IOException {
        List<SpanData> data = new ArrayList<>(spans.size());
        for (RecordedSpan span : spans) {
            data.add(new SpanFields(span, resource));
        }
        if (!exporter.export(data).isSuccess()) {
            throw new IOException("Zipkin's encoder: no result (expected: JSON)");
        }
        return Encoding.JSON.encode(kept.encoded);
    }

    private static final class Kept implements BytesMessageSender {
        private List<byte[]> encoded = Collections.emptyList();

        @Override
        public Encoding encoding() {
            return Encoding.JSON;
        }

        @Override
        public int messageMaxBytes() {
            return MOST_BYTES;
        }

        @Override
        public int messageSizeInBytes(List<byte[]> spans) {
            return Encoding.JSON.listSizeInBytes(spans);
        }

        @Override
        public int messageSizeInBytes(int bytes) {
            return Encoding.JSON.listSizeInBytes(bytes);
        }

        @Override
        public void send(List<byte[]> spans) {
            encoded = new ArrayList<>(spans);
        }

        @Override
        public void close() {}
    }
}
