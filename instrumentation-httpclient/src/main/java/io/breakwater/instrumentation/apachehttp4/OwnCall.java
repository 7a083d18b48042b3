package io.breakwater.instrumentation.apachehttp4;

import org.jspecify.annotations.Nullable;

/**
 * Says that the next call of a client in this thread is our own, made with the application's own request.
 *
 * <p>Thread-safety: confined to the calling thread. What follows {@link #begin()} in the same thread MUST be the call, and
 * then {@link #end()}.
 */
final class OwnCall {
    private static final ThreadLocal<@Nullable Boolean> NEXT = new ThreadLocal<>();

    private OwnCall() {}

    static void begin() {
        NEXT.set(Boolean.TRUE);
    }

    /** True for the first who asks after {@link #begin()}: what the application calls from within is not ours. */
    static boolean take() {
        if (NEXT.get() == null) {
            return false;
        }
        NEXT.remove();
        return true;
    }

    static void end() {
        NEXT.remove();
    }
}
