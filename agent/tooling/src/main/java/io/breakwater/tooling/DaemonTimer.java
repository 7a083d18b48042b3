package io.breakwater.tooling;

import io.breakwater.engine.time.Timer;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The engine's timer: one daemon thread, started by the first task.
 *
 * <p>The thread is made when the agent starts, because a thread inherits the access control context, the inheritable
 * thread-locals and the context class loader of its maker: made by the first call, it would keep an application loaded
 * for ever.
 *
 * <p>Thread-safety: thread-safe.
 */
final class DaemonTimer implements Timer {
    private final PreparedThread thread = new PreparedThread();
    private volatile @Nullable ScheduledThreadPoolExecutor executor;

    @Override
    public Handle schedule(long delayNanos, Runnable task) {
        Future<?> future = executor().schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return new Scheduled(future);
    }

    private ScheduledThreadPoolExecutor executor() {
        ScheduledThreadPoolExecutor current = executor;
        return current != null ? current : create();
    }

    private synchronized ScheduledThreadPoolExecutor create() {
        ScheduledThreadPoolExecutor current = executor;
        if (current == null) {
            current = new ScheduledThreadPoolExecutor(1, thread);
            current.setRemoveOnCancelPolicy(true);
            executor = current;
        }
        return current;
    }

    /** Ends the thread; tasks that wait are dropped. */
    synchronized void close() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    /** A cancelled task leaves the queue at once. */
    private static final class Scheduled implements Handle {
        private final Future<?> future;

        Scheduled(Future<?> future) {
            this.future = future;
        }

        @Override
        public void cancel() {
            future.cancel(false);
        }
    }

    /** Hands out the thread that was made early; a second one only if the first has died. */
    private static final class PreparedThread implements ThreadFactory, Runnable {
        private @Nullable Thread prepared = daemon(this);
        private volatile @Nullable Runnable worker;

        @Override
        public synchronized Thread newThread(Runnable task) {
            Thread thread = prepared;
            if (thread == null) {
                return daemon(task);
            }
            worker = task;
            prepared = null;
            return thread;
        }

        private static Thread daemon(Runnable task) {
            Thread thread = new Thread(task, "breakwater-timer");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        }

        @Override
        public void run() {
            Runnable task = worker;
            if (task != null) {
                task.run();
            }
        }
    }
}
