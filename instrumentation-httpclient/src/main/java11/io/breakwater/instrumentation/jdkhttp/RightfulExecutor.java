package io.breakwater.instrumentation.jdkhttp;

import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;

/**
 * Runs tasks elsewhere with the rights of whoever made the call, no more and no less: under a security manager a thread
 * that goes on with a call has none of its own.
 *
 * <p>Thread-safety: immutable.
 */
final class RightfulExecutor implements Executor {
    private final Executor executor;
    private final AccessControlContext rights = AccessController.getContext();

    RightfulExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> AccessController.doPrivileged(
                (PrivilegedAction<Void>) () -> {
                    task.run();
                    return null;
                },
                rights));
    }
}
