package io.breakwater.instrumentation.apachehttp5;

import org.jspecify.annotations.Nullable;

/**
 * Says that the next call of the client in this thread is our own. Our request says so, too, but somebody else's code may
 * have wrapped the request before our join point sees it.
 *
 * <p>Thread-safety: confined to the calling thread. What follows {@link #begin()} in the same thread MUST be the call, and
 * then {@link #end()}.
 */
final class OwnExecute {
    private static final ThreadLocal<@Nullable Boolean> NEXT = new ThreadLocal<>();

    private OwnExecute() {}

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
