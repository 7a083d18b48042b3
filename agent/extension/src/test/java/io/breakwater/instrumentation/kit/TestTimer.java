package io.breakwater.instrumentation.kit;

import io.breakwater.engine.time.Timer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer on real time with one daemon thread, shared by all tests. */
public final class TestTimer implements Timer {
    public static final TestTimer INSTANCE = new TestTimer();

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "test-timer");
        thread.setDaemon(true);
        return thread;
    });

    private TestTimer() {
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Handle schedule(long delayNanos, Runnable task) {
        Future<?> future = executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    public int pendingTasks() {
        return executor.getQueue().size();
    }
}
