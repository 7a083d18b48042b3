package io.breakwater.telemetry.metrics.otel;

import io.breakwater.telemetry.metrics.Durations;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import io.breakwater.telemetry.metrics.outlet.Instruments;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The instruments of one OpenTelemetry API.
 *
 * <p>Loaded by: a loader that sees the API. Thread-safety: thread-safe.
 */
public final class BoundInstruments implements Instruments {
    private static final String SCOPE = "io.breakwater";

    private final Meter meter;

    /** Guarded by this. Of the API, and {@link AutoCloseable} from its version 1.12 on. */
    private final List<Object> instruments = new ArrayList<>();

    /** Guarded by this. */
    private final List<Observing> observing = new ArrayList<>();

    private final DurationAttributes attributes = new DurationAttributes();
    private volatile @Nullable Map<Metric, DoubleHistogram> histograms;

    private BoundInstruments(Meter meter) {
        this.meter = meter;
    }

    /**
     * Those of the global instance, which MUST be set. Null if nobody collects them: then the meter is one that does nothing.
     *
     * @throws LinkageError if the API is older than its metrics
     */
    public static @Nullable BoundInstruments ofGlobal() {
        Meter meter = GlobalOpenTelemetry.getMeter(SCOPE);
        Meter none = MeterProvider.noop().get(SCOPE);
        return meter.getClass() == none.getClass() ? null : new BoundInstruments(meter);
    }

    @Override
    public synchronized void observe(Metric metric, Consumer<MetricSink> read) {
        Observing values = new Observing(read);
        observing.add(values);
        String name = metric.openTelemetryName();
        if (metric.type() == Metric.Type.COUNTER) {
            instruments.add(
                    meter.counterBuilder(name).setDescription(metric.help()).buildWithCallback(values.asCounter()));
        } else {
            instruments.add(
                    meter.gaugeBuilder(name).setDescription(metric.help()).buildWithCallback(values.asGauge()));
        }
    }

    /** In no context: a call that is asynchronous ends in a thread that has somebody else's. */
    @Override
    public void record(Metric metric, long nanos, String method, String host) {
        Map<Metric, DoubleHistogram> known = histograms;
        DoubleHistogram histogram = (known == null ? makeHistograms() : known).get(metric);
        if (histogram != null) {
            histogram.record(nanos / 1e9, attributes.of(method, host), Context.root());
        }
    }

    private synchronized Map<Metric, DoubleHistogram> makeHistograms() {
        Map<Metric, DoubleHistogram> known = histograms;
        if (known == null) {
            known = new EnumMap<>(Metric.class);
            known.put(Metric.HTTP_DURATION, histogram(Metric.HTTP_DURATION));
            known.put(Metric.DB_DURATION, histogram(Metric.DB_DURATION));
            histograms = known;
        }
        return known;
    }

    private DoubleHistogram histogram(Metric metric) {
        DoubleHistogramBuilder builder = meter.histogramBuilder(metric.openTelemetryName())
                .setDescription(metric.help())
                .setUnit("s");
        List<Double> bounds = new ArrayList<>();
        for (int bucket = 0; bucket < Durations.buckets() - 1; bucket++) {
            bounds.add(Durations.boundSeconds(bucket));
        }
        try {
            return builder.setExplicitBucketBoundariesAdvice(bounds).build();
        } catch (LinkageError before132) {
            return builder.build(); // its buckets are for milliseconds, unless a view of the application says otherwise
        }
    }

    @Override
    public synchronized void close() {
        for (Observing values : observing) {
            values.end();
        }
        for (Object instrument : instruments) {
            try {
                if (instrument instanceof AutoCloseable) {
                    ((AutoCloseable) instrument).close();
                }
            } catch (Exception | LinkageError ignored) {
                // It tells nothing any more, and the others go as well.
            }
        }
        observing.clear();
        instruments.clear();
    }

    static Attributes attributes(List<String> labels, String... values) {
        AttributesBuilder builder = Attributes.builder();
        for (int i = 0; i < values.length; i++) {
            builder.put(labels.get(i), values[i]);
        }
        return builder.build();
    }
}
