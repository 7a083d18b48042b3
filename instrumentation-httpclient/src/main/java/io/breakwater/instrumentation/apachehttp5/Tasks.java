package io.breakwater.instrumentation.apachehttp5;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * Where what the timer starts goes on: ending an exchange may run code of the application, and the timer's thread is not
 * for that.
 *
 * <p>Thread-safety: thread-safe. As {@code CompletableFuture} has it: the common pool, or, where that has no threads to
 * spare, a thread for each task.
 */
final class Tasks {
    static final Executor EXECUTOR =
            ForkJoinPool.getCommonPoolParallelism() > 1 ? ForkJoinPool.commonPool() : Tasks::inThreadOfItsOwn;

    private Tasks() {}

    private static void inThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "breakwater-task");
        thread.setDaemon(true);
        thread.start();
    }
}
