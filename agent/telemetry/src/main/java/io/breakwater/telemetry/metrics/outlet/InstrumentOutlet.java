package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.telemetry.metrics.DurationRecorder;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import io.breakwater.telemetry.metrics.Metrics;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The metrics as instruments of the first OpenTelemetry API that takes them. If that goes, with the application that
 * brought it, the next one gets them.
 */
final class InstrumentOutlet implements MetricOutlets.Outlet {
    private final Metrics metrics;
    private final Supplier<@Nullable Instruments> openTelemetry;
    private final long dueNanos;
    private @Nullable WeakReference<Instruments> open;

    /** @param openTelemetry asked every few seconds until there is one; null as long as there is none */
    InstrumentOutlet(Metrics metrics, Supplier<@Nullable Instruments> openTelemetry, long dueNanos) {
        this.metrics = metrics;
        this.openTelemetry = openTelemetry;
        this.dueNanos = dueNanos;
    }

    @Override
    public String name() {
        return "metrics as instruments of OpenTelemetry";
    }

    @Override
    public String module() {
        return "java.base";
    }

    @Override
    public boolean isDue(long nowNanos) {
        return nowNanos - dueNanos >= 0 && metrics.hasDestinations() && openTelemetry.get() != null;
    }

    @Override
    public void open() {
        Instruments api = openTelemetry.get();
        if (api == null) {
            return;
        }
        open = new WeakReference<>(api);
        for (Metric metric : Metric.values()) {
            if (metric.type() != Metric.Type.HISTOGRAM) {
                api.observe(metric, sink -> read(metrics, metric, sink));
            }
        }
        metrics.recordDurations(new Recorder(open));
    }

    private static void read(Metrics metrics, Metric metric, MetricSink sink) {
        metrics.read().read(metric, sink);
    }

    @Override
    public void update() {
        if (open == null || open.get() == null) {
            metrics.recordDurations(null);
            open();
        }
    }

    @Override
    public void close() {
        metrics.recordDurations(null);
        Instruments api = open == null ? null : open.get();
        if (api != null) {
            api.close();
        }
    }

    /** Holds nothing of the application's. */
    private static final class Recorder implements DurationRecorder {
        private final WeakReference<Instruments> api;

        Recorder(WeakReference<Instruments> api) {
            this.api = api;
        }

        @Override
        public void record(Metric metric, long nanos, String method, String host) {
            Instruments current = api.get();
            if (current != null) {
                current.record(metric, nanos, method, host);
            }
        }
    }
}
