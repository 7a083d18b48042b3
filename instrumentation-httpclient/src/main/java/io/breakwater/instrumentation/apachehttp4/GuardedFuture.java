package io.breakwater.instrumentation.apachehttp4;

import java.util.concurrent.Future;
import org.apache.http.concurrent.BasicFuture;
import org.apache.http.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/**
 * The application's future: of the client's own kind, so that it behaves as that of the same version. Cancelling it ends
 * the call, down to the wire. Thread-safety: thread-safe.
 *
 * @param <T> the result's type
 */
final class GuardedFuture<T> extends BasicFuture<T> {
    private volatile @Nullable Future<?> call;

    GuardedFuture(@Nullable FutureCallback<T> callback) {
        super(callback);
    }

    void isMadeBy(Future<?> running) {
        call = running;
        if (isCancelled()) {
            running.cancel(true);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Future<?> running = call;
        if (cancelled && running != null) {
            running.cancel(true);
        }
        return cancelled;
    }
}
