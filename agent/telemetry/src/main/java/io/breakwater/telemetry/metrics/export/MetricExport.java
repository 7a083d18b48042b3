package io.breakwater.telemetry.metrics.export;

import io.breakwater.engine.OwnThread;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.export.ExportTarget;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.Closeable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our own way of the metrics to a collector, from one daemon thread whose calls nothing guards. Everything is told anew each
 * time, so that nothing is kept for a collector that does not answer, and nothing is missing when it does again.
 *
 * <p>Thread-safety: thread-safe; nobody who counts waits. Errors: never throws.
 */
public final class MetricExport implements Closeable {
    private final Metrics metrics;
    private final MetricExportLoop loop;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    private MetricExport(
            ExportTarget target,
            OtelSettings settings,
            Metrics metrics,
            BooleanSupplier isTaken,
            TimeSource time,
            Consumer<String> log) {
        this.metrics = metrics;
        this.loop = new MetricExportLoop(target, settings, metrics, isTaken, time, log);
    }

    /**
     * What the settings ask for, or null if they ask for nothing: a collector of metrics has to be named, by {@code
     * OTEL_METRICS_EXPORTER} or by its own address. The address that traces go to as well is not enough, because many who take
     * traces take no metrics.
     *
     * @param isTaken true if somebody else tells of our metrics; then nothing is sent
     * @param log takes one line at a time, for people
     */
    public static @Nullable MetricExport of(
            OtelSettings settings, Metrics metrics, BooleanSupplier isTaken, TimeSource time, Consumer<String> log) {
        String exporters = settings.text("otel.metrics.exporter");
        boolean isAskedFor = exporters == null
                ? settings.text("otel.exporter.otlp.metrics.endpoint") != null
                : OtelSettings.list(exporters).contains("otlp");
        if (!isAskedFor || settings.isTrue("otel.sdk.disabled")) {
            return null;
        }
        String temporality = settings.text("otel.exporter.otlp.metrics.temporality.preference");
        if (temporality != null && !temporality.equalsIgnoreCase("cumulative")) {
            log.accept(
                    "metrics are exported as cumulative: otlp temporality: " + temporality + " (expected: cumulative)");
        }
        ExportTarget target = ExportTarget.otlp("metrics", settings, log);
        return target == null ? null : new MetricExport(target, settings, metrics, isTaken, time, log);
    }

    /** Begins to send at intervals. To be called by a thread that carries nothing of the application's. */
    public void begin() {
        if (!closed.get() && started.compareAndSet(false, true)) {
            new OwnThread(loop, "breakwater-export-metrics").start();
        }
    }

    /**
     * Sends what is counted by now, and waits for it that long, if a call was guarded at all. Does not wait for a collector
     * that did not answer the last time.
     */
    public void flush(long nanos) throws InterruptedException {
        if (metrics.hasDestinations() && !closed.get()) {
            begin();
            loop.flush(nanos);
        }
    }

    /** Nothing is sent any more. */
    @Override
    public void close() {
        closed.set(true);
        loop.close();
    }
}
