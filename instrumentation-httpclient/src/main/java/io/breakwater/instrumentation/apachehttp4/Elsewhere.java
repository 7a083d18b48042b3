package io.breakwater.instrumentation.apachehttp4;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Where what may take a while is done: the timer's thread is not ours to spend, and closing a TLS connection can block.
 * Thread-safety: thread-safe.
 */
final class Elsewhere {
    private Elsewhere() {}

    static Executor executor() {
        return Elsewhere::run;
    }

    static void run(Runnable task) {
        if (ForkJoinPool.getCommonPoolParallelism() > 1) {
            ForkJoinPool.commonPool().execute(task);
        } else {
            // As the JDK's own futures do it: one thread may be busy for long.
            CompletableFuture<Void> unused = CompletableFuture.runAsync(task);
        }
    }
}
