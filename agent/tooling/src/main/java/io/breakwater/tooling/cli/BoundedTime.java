package io.breakwater.tooling.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what may never come back, as a question to a JVM that hangs. The thread that waits for it is a daemon and left
 * behind: the command line ends soon.
 *
 * <p>Thread-safety: stateless.
 */
final class BoundedTime {
    private BoundedTime() {}

    /**
     * The result of the task.
     *
     * @throws TimeoutException if it took longer
     * @throws Exception what the task threw
     */
    static <R> R call(Callable<R> task, long nanos) throws Exception {
        FutureTask<R> future = new FutureTask<>(task);
        Thread thread = new Thread(future, "breakwater-command");
        thread.setDaemon(true);
        thread.start();
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof Exception ? (Exception) cause : failed;
        }
    }
}
