package io.breakwater.telemetry.metrics.export;

import io.breakwater.telemetry.export.OtelFields;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricReading;
import io.breakwater.telemetry.metrics.MetricSink;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableDoublePointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableGaugeData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableHistogramPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableLongPointData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableMetricData;
import io.opentelemetry.sdk.metrics.internal.data.ImmutableSumData;
import io.opentelemetry.sdk.resources.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One reading of all metrics as OTLP in protobuf, by the encoder of OpenTelemetry's own exporter; its SDK has no part in it.
 *
 * <p>Thread-safety: confined to the exporting thread, and used once.
 */
final class MetricEncoder implements MetricSink {
    static final String CONTENT_TYPE = "application/x-protobuf";
    private static final List<Double> BOUNDS = bounds();

    private final Resource resource;
    private final long startEpochNanos;
    private final long epochNanos;
    private final List<LongPointData> counts = new ArrayList<>();
    private final List<DoublePointData> levels = new ArrayList<>();
    private final List<HistogramPointData> histograms = new ArrayList<>();

    /** @param startEpochMillis when all counters were 0 */
    MetricEncoder(OtelSettings settings, long startEpochMillis, long epochMillis) {
        this.resource = OtelFields.resource(settings);
        this.startEpochNanos = TimeUnit.MILLISECONDS.toNanos(startEpochMillis);
        // A clock that was set back must not tell of a time before the start.
        this.epochNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(startEpochMillis, epochMillis));
    }

    private static List<Double> bounds() {
        List<Double> bounds = new ArrayList<>();
        for (int bucket = 0; bucket < Durations.buckets() - 1; bucket++) {
            bounds.add(Durations.boundSeconds(bucket));
        }
        return bounds;
    }

    byte[] encode(MetricReading reading) throws IOException {
        List<MetricData> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            counts.clear();
            levels.clear();
            histograms.clear();
            reading.read(metric, this);
            MetricData data = data(metric);
            if (!data.isEmpty()) {
                all.add(data);
            }
        }
        MetricsRequestMarshaler request = MetricsRequestMarshaler.create(all);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.getBinarySerializedSize());
        request.writeBinaryTo(bytes);
        return bytes.toByteArray();
    }

    private MetricData data(Metric metric) {
        String name = metric.openTelemetryName();
        String help = metric.help();
        switch (metric.type()) {
            case COUNTER:
                return ImmutableMetricData.createLongSum(
                        resource,
                        OtelFields.SCOPE,
                        name,
                        help,
                        "",
                        ImmutableSumData.create(true, AggregationTemporality.CUMULATIVE, new ArrayList<>(counts)));
            case HISTOGRAM:
                return ImmutableMetricData.createDoubleHistogram(
                        resource,
                        OtelFields.SCOPE,
                        name,
                        help,
                        "s",
                        ImmutableHistogramData.create(AggregationTemporality.CUMULATIVE, new ArrayList<>(histograms)));
            default:
                return ImmutableMetricData.createDoubleGauge(
                        resource, OtelFields.SCOPE, name, help, "", ImmutableGaugeData.create(new ArrayList<>(levels)));
        }
    }

    @Override
    public void count(Metric metric, long value, String... labels) {
        counts.add(ImmutableLongPointData.create(startEpochNanos, epochNanos, attributes(metric, labels), value));
    }

    @Override
    public void level(Metric metric, double value, String... labels) {
        levels.add(ImmutableDoublePointData.create(startEpochNanos, epochNanos, attributes(metric, labels), value));
    }

    @Override
    public void durations(Metric metric, Durations durations, String... labels) {
        List<Long> perBucket = new ArrayList<>();
        long before = 0;
        for (int bucket = 0; bucket < Durations.buckets(); bucket++) {
            perBucket.add(durations.atMost(bucket) - before);
            before = durations.atMost(bucket);
        }
        histograms.add(ImmutableHistogramPointData.create(
                startEpochNanos,
                epochNanos,
                attributes(metric, labels),
                durations.sumSeconds(),
                false,
                0,
                false,
                0,
                BOUNDS,
                perBucket));
    }

    private static Attributes attributes(Metric metric, String... values) {
        AttributesBuilder builder = Attributes.builder();
        for (int i = 0; i < values.length; i++) {
            builder.put(metric.labels().get(i), values[i]);
        }
        return builder.build();
    }
}
