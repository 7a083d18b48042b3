package io.breakwater.telemetry.metrics.export;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.export.ExportFailures;
import io.breakwater.telemetry.export.ExportTarget;
import io.breakwater.telemetry.export.OtelSettings;
import io.breakwater.telemetry.export.Post;
import io.breakwater.telemetry.metrics.Metrics;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a collector of all metrics once in an interval: a minute, or {@code OTEL_METRIC_EXPORT_INTERVAL}.
 *
 * <p>Thread-safety: thread-safe; runs once. Time: nanoseconds.
 */
final class MetricExportLoop implements Runnable {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int INTERVAL_MILLIS = 60_000;
    private static final int LONGEST_INTERVAL_MILLIS = 3_600_000;

    private final ExportTarget target;
    private final OtelSettings settings;
    private final Metrics metrics;
    private final BooleanSupplier isTaken;
    private final TimeSource time;
    private final Consumer<String> log;
    private final long startEpochMillis;
    private final long intervalNanos;

    /** Whoever waits for the next export, which is made at once then. */
    private final BlockingQueue<CountDownLatch> waiting = new ArrayBlockingQueue<>(4);

    private volatile boolean closed;
    private volatile boolean failing;
    private volatile @Nullable Thread thread;

    MetricExportLoop(
            ExportTarget target,
            OtelSettings settings,
            Metrics metrics,
            BooleanSupplier isTaken,
            TimeSource time,
            Consumer<String> log) {
        this.target = target;
        this.settings = settings;
        this.metrics = metrics;
        this.isTaken = isTaken;
        this.time = time;
        this.log = log;
        this.startEpochMillis = time.epochMillis();
        this.intervalNanos = NANOS_PER_MILLI
                * settings.number("otel.metric.export.interval", INTERVAL_MILLIS, LONGEST_INTERVAL_MILLIS);
    }

    void flush(long nanos) throws InterruptedException {
        CountDownLatch flushed = new CountDownLatch(1);
        if (!failing && waiting.offer(flushed)) {
            boolean unused = flushed.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void close() {
        closed = true;
        Thread exporting = thread;
        if (exporting != null) {
            exporting.interrupt();
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            Post post = new Post(target);
            ExportFailures failures = new ExportFailures("metrics", log);
            while (!closed) {
                CountDownLatch flushed = waiting.poll(intervalNanos, TimeUnit.NANOSECONDS);
                try {
                    if (!closed && !isTaken.getAsBoolean()) {
                        failing = !isSent(post, failures);
                    }
                } finally {
                    if (flushed != null) {
                        flushed.countDown();
                    }
                }
            }
        } catch (InterruptedException over) {
            // The agent is being uninstalled.
        } catch (Throwable bug) {
            failing = true;
            log.accept("metrics are not exported: " + bug);
        }
    }

    private boolean isSent(Post post, ExportFailures failures) {
        try {
            MetricEncoder encoder = new MetricEncoder(settings, startEpochMillis, time.epochMillis());
            post.send(MetricEncoder.CONTENT_TYPE, encoder.encode(metrics.read()));
            return true;
        } catch (Exception | LinkageError failure) {
            if (!closed) {
                failures.tell(target, failure);
            }
            return false;
        }
    }
}
