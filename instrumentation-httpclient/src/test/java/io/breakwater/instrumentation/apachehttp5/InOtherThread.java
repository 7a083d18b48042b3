package io.breakwater.instrumentation.apachehttp5;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A call that a test does not wait for. */
final class InOtherThread {
    private InOtherThread() {}

    static <T> Future<T> call(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "other-thread");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
