package io.breakwater.telemetry.tracing.export;

import io.breakwater.engine.OwnThread;
import io.breakwater.telemetry.export.ExportTarget;
import io.breakwater.telemetry.export.OtelSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes spans from a bounded queue and sends them in batches, from one daemon thread of its own whose calls nothing guards.
 * A collector that does not answer is left alone for five seconds, and for up to a minute when that goes on; what does not
 * fit into the queue meanwhile is lost.
 *
 * <p>Thread-safety: thread-safe. Time: nanoseconds.
 */
final class ExportLoop {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long FIRST_PAUSE_NANOS = 5_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;
    private static final int MOST_QUEUED = 65_536;

    private final OtelSettings settings;
    private final List<ExportTarget> targets;
    private final Consumer<String> log;
    private final BlockingQueue<Object> queue;
    private final int batchSize;
    private final long delayNanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile @Nullable Thread thread;

    ExportLoop(OtelSettings settings, List<ExportTarget> targets, Consumer<String> log) {
        this.settings = settings;
        this.targets = targets;
        this.log = log;
        int most = settings.number("otel.bsp.max.queue.size", 2048, MOST_QUEUED);
        this.queue = new ArrayBlockingQueue<>(most);
        this.batchSize = Math.min(most, settings.number("otel.bsp.max.export.batch.size", 512, MOST_QUEUED));
        this.delayNanos = NANOS_PER_MILLI * settings.number("otel.bsp.schedule.delay", 5000, 600_000);
    }

    void add(RecordedSpan span) {
        boolean unused = queue.offer(span); // nobody waits for a trace
    }

    void begin() {
        if (closed.getCount() > 0) {
            Thread exporting = new OwnThread(this::run, "breakwater-export");
            thread = exporting;
            exporting.start();
        }
    }

    void close() {
        closed.countDown();
        Thread exporting = thread;
        if (exporting != null) {
            exporting.interrupt();
        }
    }

    void flush(long nanos) throws InterruptedException {
        CountDownLatch flushed = new CountDownLatch(1);
        if (!failing && queue.offer(flushed)) {
            boolean unused = flushed.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void run() {
        try {
            Shipment shipment = new Shipment(settings, targets, log);
            long pauseNanos = FIRST_PAUSE_NANOS;
            while (closed.getCount() > 0) {
                failing = !sendNext(shipment);
                pauseNanos = failing ? Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS) : FIRST_PAUSE_NANOS;
                if (failing && closed.await(pauseNanos / 2, TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException over) {
            // The agent is being uninstalled.
        } catch (Throwable bug) {
            log.accept("traces are not exported: " + bug);
            failing = true;
        }
    }

    /** Waits for spans, and sends one batch. False if nobody took it. */
    private boolean sendNext(Shipment shipment) throws InterruptedException {
        List<RecordedSpan> batch = new ArrayList<>();
        CountDownLatch flushed = null;
        Object next = queue.take();
        long dueNanos = System.nanoTime() + delayNanos;
        while (next != null) {
            if (next instanceof CountDownLatch) {
                flushed = (CountDownLatch) next;
                break;
            }
            batch.add((RecordedSpan) next);
            if (batch.size() == batchSize) {
                break;
            }
            next = queue.poll(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        try {
            return batch.isEmpty() || shipment.send(batch);
        } finally {
            if (flushed != null) {
                flushed.countDown();
            }
        }
    }
}
