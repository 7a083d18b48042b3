package io.breakwater.tooling;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets the log catch up when the JVM ends, for half a second at most: standard error may be a pipe that nobody reads.
 *
 * <p>Thread-safety: run once, by the JVM's shutdown.
 */
final class LastLines extends Thread {
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
        engines.writeHeldLines();
        CountDownLatch never = new CountDownLatch(1);
        long startNanos = System.nanoTime();
        try {
            while (!log.isWritten() && System.nanoTime() - startNanos < PATIENCE_NANOS) {
                boolean unused = never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException nobodyWaits) {
            Thread.currentThread().interrupt();
        }
    }
}
