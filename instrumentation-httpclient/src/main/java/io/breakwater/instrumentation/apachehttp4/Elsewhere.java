package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.time.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where what may take a while is done: the timer's thread is not ours to spend, and closing a TLS connection can block. It
 * is where the JDK's futures do their work, too. Thread-safety: thread-safe.
 */
final class Elsewhere {
    private static final long PATIENCE_NANOS = 20_000_000L;

    private Elsewhere() {}

    static Executor executor() {
        return Elsewhere::run;
    }

    static void run(Runnable task) {
        CompletableFuture<Void> unused = CompletableFuture.runAsync(task);
    }

    /**
     * Ends a blocking call. The threads elsewhere may all be waiting for such calls, as those of a parallel stream are:
     * then the timer has to do it after all.
     */
    static void cut(Timer timer, Runnable cut) {
        AtomicReference<Runnable> once = new AtomicReference<>(cut);
        Runnable first = () -> {
            Runnable task = once.getAndSet(null);
            if (task != null) {
                task.run();
            }
        };
        Timer.Handle fallback = timer.schedule(PATIENCE_NANOS, first);
        run(() -> {
            fallback.cancel();
            first.run();
        });
    }
}
