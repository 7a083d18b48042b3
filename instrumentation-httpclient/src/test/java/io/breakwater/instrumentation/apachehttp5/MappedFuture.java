package io.breakwater.instrumentation.apachehttp5;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The client's own future, whose result is looked at in other words. */
final class MappedFuture<A, B> implements Future<B> {
    private final Future<A> future;
    private final Function<A, B> words;

    MappedFuture(Future<A> future, Function<A, B> words) {
        this.future = future;
        this.words = words;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return future.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean isCancelled() {
        return future.isCancelled();
    }

    @Override
    public boolean isDone() {
        return future.isDone();
    }

    @Override
    public B get() throws InterruptedException, ExecutionException {
        return words.apply(future.get());
    }

    @Override
    public B get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        return words.apply(future.get(timeout, unit));
    }
}
