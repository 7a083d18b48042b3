package io.breakwater.tooling;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the last traces and metrics go out when the JVM ends, for a second at most, and the log catch up, for half a second: a collector
 * may be down, and standard error a pipe that nobody reads.
 *
 * <p>Thread-safety: run once, by the JVM's shutdown.
 */
final class LastLines extends Thread {
    private static final long EXPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_MILLIS = 2;

    private final EngineStart engines;
    private final AgentLog log;

    LastLines(EngineStart engines, AgentLog log) {
        super("breakwater-last-lines");
        this.engines = engines;
        this.log = log;
        setContextClassLoader(null);
    }

    @Override
    public void run() {
        engines.writeReport();
        engines.writeHeldLines();
        CountDownLatch never = new CountDownLatch(1);
        try {
            engines.flush(EXPORT_NANOS);
            long startNanos = System.nanoTime();
            while (!log.isWritten() && System.nanoTime() - startNanos < PATIENCE_NANOS) {
                boolean unused = never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
        }
    }
}
