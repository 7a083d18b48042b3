package io.breakwater.engine;

import org.jspecify.annotations.Nullable;

/**
 * A call that blocks its thread, as an adapter presents it. All methods run in the application's thread.
 *
 * @param <R> what the call returns
 */
public interface BlockingCall<R> extends Call {

    /** Makes ready the attempt that {@link CallSession#attempt()} counts. Sends nothing. */
    Attempt<R> prepare(CallSession session);

    /**
     * The application's own call, untouched; what it throws is the application's to see. Used when we cannot go on.
     */
    @Nullable
    R plain() throws Throwable;

    /** What the application sees instead of an answer; null makes the plain call after all. */
    @Nullable
    Throwable rejection(Rejection rejection);

    /** What the application sees when it is interrupted while we wait; restores the flag where the type demands it. */
    Throwable interruption(InterruptedException interruption);

    /**
     * Gives out an answer that was held back for a retry which then did not take place; any other as it is. What it throws is the
     * application's to see, but for unchecked exceptions, which are bugs: then the answer is given out as it is.
     */
    @Nullable
    R deliver(R held) throws Throwable;

    /**
     * A wait begins: until {@link #waitOver()}, {@code wake} ends it, from any thread. For a client whose calls can be
     * cancelled from another thread.
     */
    default void waitBegins(Runnable wake) {}

    /** The wait has ended: what the application sees if it has given up the call meanwhile, or null to go on. */
    default @Nullable Throwable waitOver() {
        return null;
    }

    /**
     * One attempt.
     *
     * @param <R> what it returns
     */
    interface Attempt<R> {

        /** Nothing but the client's own code; what it throws is the client's. */
        @Nullable
        R send() throws Throwable;

        /** Classes how {@link #send()} ended; exactly one of the two arguments counts. */
        Outcome classify(@Nullable R result, @Nullable Throwable failure);
    }
}
