package io.breakwater.telemetry.loopback;

import io.breakwater.engine.time.TimeSource;
import java.io.Closeable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #MOST} daemon threads that answer, and go when there is nothing to do. The JDK's little server reads a request,
 * and writes its answer, in the thread that answers, and waits for as long as the other side likes: two clients that send
 * half a request would keep all others away. So whoever takes longer than ten seconds, which is what Prometheus waits for a
 * page, is cut off: an interrupt closes the channel that the thread reads or writes.
 *
 * <p>Who finds no thread waits, and never has the server's own thread answer, which accepts everybody. A task that waits is a
 * connection that is open already, so that the queue adds no bound to that of the operating system.
 *
 * <p>Thread-safety: thread-safe. Time: nanoseconds.
 */
public final class AnsweringThreads implements Executor, Closeable {
    private static final int MOST = 2;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final TimeSource time;
    private final Pool pool;
    private final Map<Thread, Long> sinceNanos = new ConcurrentHashMap<>();

    /** @param name of the threads */
    public AnsweringThreads(String name, TimeSource time) {
        this.time = time;
        this.pool = new Pool(name);
    }

    @Override
    public void execute(Runnable answer) {
        pool.execute(answer);
    }

    /** To be called every few seconds. */
    public void cutOffSlow() {
        long nowNanos = time.nanoTime();
        // Removed by whichever comes first, so that the interrupt never meets the next answer of the thread.
        sinceNanos.forEach((thread, since) -> sinceNanos.computeIfPresent(thread, (same, current) -> {
            if (nowNanos - current < PATIENCE_NANOS) {
                return current;
            }
            same.interrupt();
            return null;
        }));
    }

    /** How many answer now. */
    public int busy() {
        return sinceNanos.size();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** A daemon thread without a context class loader, so that it keeps no application alive, nor in memory. */
    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    private final class Pool extends ThreadPoolExecutor {
        Pool(String name) {
            super(MOST, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> daemon(task, name));
            allowCoreThreadTimeOut(true);
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable answer) {
            sinceNanos.put(thread, time.nanoTime());
        }

        @Override
        protected void afterExecute(Runnable answer, @Nullable Throwable failure) {
            sinceNanos.remove(Thread.currentThread());
        }
    }
}
