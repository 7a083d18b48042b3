package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.telemetry.metrics.Meters;
import io.breakwater.telemetry.metrics.Metric;
import io.breakwater.telemetry.metrics.MetricSink;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The metrics as instruments of somebody else's API. Thread-safety: thread-safe. Errors: the constructor throws what the
 * API throws; readings are the API's to guard.
 */
public final class InstrumentOutlet implements Closeable {
    private final Meters meters;
    private final List<Closeable> instruments = new ArrayList<>();

    public InstrumentOutlet(Metrics metrics, Meters meters, Instruments api) {
        this.meters = meters;
        for (Metric metric : Metric.values()) {
            if (metric.type() != Metric.Type.HISTOGRAM) {
                Closeable instrument = api.observe(metric, sink -> read(metrics, metric, sink));
                if (instrument != null) {
                    instruments.add(instrument);
                }
            }
        }
        meters.recordDurations(api.durations());
    }

    private static void read(Metrics metrics, Metric metric, MetricSink sink) {
        metrics.read().read(metric, sink);
    }

    @Override
    public void close() {
        meters.recordDurations(null);
        for (Closeable instrument : instruments) {
            try {
                instrument.close();
            } catch (IOException | RuntimeException ignored) {
                // The others go as well.
            }
        }
    }
}
