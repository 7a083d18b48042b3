package io.breakwater.instrumentation.apachehttp4;

import org.jspecify.annotations.Nullable;

/**
 * The attempt that this thread makes: clients lose sight of the request on its way.
 * Thread-safety: confined to the calling thread.
 */
final class CurrentAttempt {
    private static final ThreadLocal<@Nullable BlockingAttempt> CURRENT = new ThreadLocal<>();

    private CurrentAttempt() {}

    /** @return the attempt around this one, for {@link #end} */
    static @Nullable BlockingAttempt begin(BlockingAttempt attempt) {
        BlockingAttempt outer = CURRENT.get();
        CURRENT.set(attempt);
        return outer;
    }

    static void end(@Nullable BlockingAttempt outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    static @Nullable BlockingAttempt get() {
        return CURRENT.get();
    }

    /** The attempt that a part of the client's chain works for, or null; it has what it can cancel. */
    static @Nullable BlockingAttempt of(@Nullable Object cancellable) {
        Execution execution = AttemptRequest.executionOf(cancellable);
        if (execution != null) {
            return execution instanceof BlockingAttempt ? (BlockingAttempt) execution : null;
        }
        BlockingAttempt current = CURRENT.get();
        return current != null && current.sends(cancellable) ? current : null;
    }
}
