package io.breakwater.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A call that returns a future, as an adapter presents it. No method may block.
 *
 * @param <R> what the future holds
 */
public interface AsyncCall<R> extends Call {

    /** Makes ready the attempt that {@link CallSession#attempt()} counts. Sends nothing. */
    Attempt<R> prepare(CallSession session);

    /** The application's own call, untouched. Used when we cannot go on. */
    CompletableFuture<R> plain();

    /** What the application sees instead of an answer. */
    Throwable rejection(Rejection rejection);

    /** Gives out an answer that was held back for a retry which then did not take place; any other as it is. */
    CompletableFuture<R> deliver(R held);

    /** Where attempts after a wait are started, and late results given out. MUST NOT run a task in the thread that gives it. */
    Executor executor();

    /** Whether cancelling a future derived from the call's cancels the call, too, as some clients have it. */
    boolean dependentsCancel();

    /**
     * One attempt.
     *
     * @param <R> what it holds
     */
    interface Attempt<R> {

        /** Nothing but the client's own code; what it throws is the client's. */
        CompletableFuture<R> send();

        /** Ends the attempt early, down to the wire; called after {@link #send()} has returned, at most once. */
        void abort();

        /** Classes how the future ended; exactly one of the two arguments counts. The failure is never wrapped. */
        Outcome classify(@Nullable R result, @Nullable Throwable failure);
    }
}
