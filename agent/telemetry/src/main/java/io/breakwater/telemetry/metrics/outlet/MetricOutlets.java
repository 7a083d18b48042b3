package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.telemetry.metrics.export.MetricExport;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the outlets some seconds after the start, and not at the start: they bring parts of the JDK up that an application
 * server may want to set up itself first, logging above all. MBeans wait for the first guarded call as well. What cannot
 * be opened is told in one line, and not tried again.
 *
 * <p>Thread-safety: thread-safe. Errors: no method throws.
 */
public final class MetricOutlets implements Closeable {
    static final long PATIENCE_NANOS = 5_000_000_000L;

    private final TimeSource time;
    private final Metrics metrics;
    private final Consumer<String> log;
    private final long startNanos;
    private final List<Outlet> waiting = new ArrayList<>();
    private final List<Outlet> open = new ArrayList<>();
    private MetricSettings settings;
    private volatile @Nullable MetricExport export;
    private boolean closed;

    /** @param log takes a line that somebody has to know */
    public MetricOutlets(MetricSettings settings, Metrics metrics, TimeSource time, Consumer<String> log) {
        this.metrics = metrics;
        this.time = time;
        this.log = log;
        this.startNanos = time.nanoTime();
        this.settings = settings;
        if (settings.prometheusPort() != 0) {
            waiting.add(prometheus(settings));
        }
        if (settings.hasMBeans()) {
            waiting.add(new JmxOutlet(metrics, time));
        }
    }

    private PrometheusOutlet prometheus(MetricSettings next) {
        return new PrometheusOutlet(next.prometheusPort(), metrics, time, startNanos + PATIENCE_NANOS);
    }

    /** From now on the metrics can be read as these say. What is the same stays as it is; the next tick opens what is new. */
    public synchronized void change(MetricSettings next) {
        if (closed) {
            return;
        }
        if (next.prometheusPort() != settings.prometheusPort()) {
            closeAll(PrometheusOutlet.class);
            if (next.prometheusPort() != 0) {
                waiting.add(prometheus(next));
            }
        }
        if (next.hasMBeans() != settings.hasMBeans()) {
            closeAll(JmxOutlet.class);
            if (next.hasMBeans()) {
                waiting.add(new JmxOutlet(metrics, time));
            }
        }
        settings = next;
    }

    private void closeAll(Class<? extends Outlet> kind) {
        waiting.removeIf(kind::isInstance);
        for (Outlet outlet : new ArrayList<>(open)) {
            if (kind.isInstance(outlet)) {
                open.remove(outlet);
                closeQuietly(outlet);
            }
        }
    }

    /**
     * Has OpenTelemetry take the metrics, wherever it is found. If nobody does, they are exported if the settings ask for it.
     *
     * @param openTelemetry null as long as there is none; asked every few seconds, and when metrics are exported
     */
    public MetricOutlets withOpenTelemetry(
            Supplier<@Nullable Instruments> openTelemetry, OtelSettings settings, Metrics metrics) {
        long dueNanos = time.nanoTime() + PATIENCE_NANOS;
        waiting.add(new InstrumentOutlet(metrics, openTelemetry, dueNanos));
        MetricExport exporting = MetricExport.of(settings, metrics, () -> openTelemetry.get() != null, time, log);
        export = exporting;
        if (exporting != null) {
            waiting.add(new ExportOutlet(exporting, metrics, dueNanos));
        }
        return this;
    }

    /** Exports what is counted by now, and waits for it that long; for nobody who reads the metrics by himself. */
    public void flush(long nanos) throws InterruptedException {
        MetricExport exporting = export;
        if (exporting != null) {
            exporting.flush(nanos);
        }
    }

    /** To be called every few seconds by a daemon thread that carries nothing of the application's. */
    public synchronized void tick() {
        if (closed) {
            return;
        }
        for (Outlet outlet : new ArrayList<>(waiting)) {
            attempt(outlet, () -> {
                if (outlet.isDue(time.nanoTime())) {
                    waiting.remove(outlet);
                    outlet.open();
                    open.add(outlet);
                }
            });
        }
        for (Outlet outlet : new ArrayList<>(open)) {
            attempt(outlet, outlet::update);
        }
    }

    private void attempt(Outlet outlet, Step step) {
        try {
            step.run();
        } catch (NoClassDefFoundError missing) {
            giveUp(outlet, "this Java has no module " + outlet.module());
        } catch (Throwable failure) {
            giveUp(outlet, failure.toString());
        }
    }

    private void giveUp(Outlet outlet, String reason) {
        waiting.remove(outlet);
        open.remove(outlet);
        closeQuietly(outlet);
        log.accept(outlet.name() + ": not available: " + reason);
    }

    /** Takes all away again; nothing is opened after that. */
    @Override
    public synchronized void close() {
        closed = true;
        open.forEach(MetricOutlets::closeQuietly);
        open.clear();
        waiting.forEach(MetricOutlets::closeQuietly);
        waiting.clear();
    }

    private static void closeQuietly(@Nullable Closeable outlet) {
        try {
            if (outlet != null) {
                outlet.close();
            }
        } catch (IOException | RuntimeException | LinkageError ignored) {
            // It is gone, one way or the other.
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** One way in which the metrics can be read. Thread-safety: confined to the lock. */
    interface Outlet extends Closeable {
        /** For the log. */
        String name();

        /** The part of the JDK that it needs. */
        String module();

        boolean isDue(long nowNanos);

        void open() throws Exception;

        /** Looks for what is new. */
        void update() throws Exception;
    }
}
