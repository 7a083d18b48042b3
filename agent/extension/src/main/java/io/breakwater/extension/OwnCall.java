package io.breakwater.extension;

import org.jspecify.annotations.Nullable;

/**
 * Says that the next call of a client in this thread is our own attempt. What we hand to the client is marked as ours,
 * too, but somebody else's code may have wrapped it before our join point sees it. One object for each client.
 *
 * <p>Thread-safety: each thread has its own. What follows {@link #begin()} in the same thread MUST be the call, and then
 * {@link #end()}.
 */
public final class OwnCall {
    private final ThreadLocal<@Nullable Boolean> next = new ThreadLocal<>();

    /** The call that follows in this thread is ours. */
    public void begin() {
        next.set(Boolean.TRUE);
    }

    /** True for the first who asks after {@link #begin()}: what the application calls from within is not ours. */
    public boolean take() {
        if (next.get() == null) {
            return false;
        }
        next.remove();
        return true;
    }

    /** The call has been made, whether or not somebody asked. */
    public void end() {
        next.remove();
    }
}
