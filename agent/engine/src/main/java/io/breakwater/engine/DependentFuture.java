package io.breakwater.engine;

import java.util.concurrent.CompletableFuture;

/**
 * A future derived from that of a call; cancelling it cancels the call. Thread-safety: thread-safe.
 *
 * @param <T> what it holds
 */
final class DependentFuture<T> extends CompletableFuture<T> {
    private final CompletableFuture<?> source;

    DependentFuture(CompletableFuture<?> source) {
        this.source = source;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (mayInterruptIfRunning) {
            source.cancel(true);
        }
        return cancelled;
    }

    /** Overrides a method that {@link CompletableFuture} has from Java 9 on. */
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new DependentFuture<>(source);
    }
}
