package io.breakwater.extension;

import io.breakwater.engine.time.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where what may take a while is done at the word of the timer: to end an exchange can block, as closing a TLS connection
 * does, and can run code of the application. The timer's thread is not for that, and the common pool may be full of those
 * who wait for this very exchange.
 *
 * <p>A few daemon threads that come when they are needed and go after ten seconds without work. They are made in the
 * timer's thread, and so inherit nothing of the application.
 *
 * <p>Thread-safety: thread-safe. {@link #run} MUST be called in the timer's thread, or in one of these; from any other
 * thread use {@link #executor}.
 */
public final class Elsewhere {
    private static final int MOST_THREADS = 16;
    private static final long IDLE_SECONDS = 10;

    /** More than that at a time, all of them blocked: the common pool may help. */
    private static final RejectedExecutionHandler FULL =
            (task, pool) -> ForkJoinPool.commonPool().execute(task);

    private static final ThreadPoolExecutor THREADS = new ThreadPoolExecutor(
            0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Elsewhere::thread, FULL);

    private Elsewhere() {}

    /** Runs the task soon, in another thread. What it throws is dropped. */
    public static void run(Runnable task) {
        THREADS.execute(() -> {
            try {
                task.run();
            } catch (Throwable bug) {
                // Nobody waits for it, and nobody may hear of it.
            }
        });
    }

    /** Lets go of the threads that have nothing to do. What comes later gets new ones, which do not stay either. */
    public static void rest() {
        THREADS.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /** For tasks from any thread: they come here by way of the timer, so that our threads inherit nothing of its own. */
    public static Executor executor(Timer timer) {
        return task -> timer.schedule(0, () -> run(task));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "breakwater-elsewhere");
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        return thread;
    }
}
