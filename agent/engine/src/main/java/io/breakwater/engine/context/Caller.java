package io.breakwater.engine.context;

import org.jspecify.annotations.Nullable;

/**
 * What is known of whoever asked for the work that a thread does: of a request that this process serves.
 *
 * <p>Thread-safety: immutable.
 */
public final class Caller {
    private final @Nullable Deadline deadline;
    private final boolean repeats;
    private final @Nullable String traceParent;

    /**
     * @param repeats true if the request is a later attempt of the caller's, which has a budget of its own: nothing that
     *     it asks for is repeated once more, but for what never reached its server
     * @param traceParent the W3C header of that name, or null
     */
    public Caller(@Nullable Deadline deadline, boolean repeats, @Nullable String traceParent) {
        this.deadline = deadline;
        this.repeats = repeats;
        this.traceParent = traceParent;
    }

    public @Nullable Deadline deadline() {
        return deadline;
    }

    public boolean repeats() {
        return repeats;
    }

    public @Nullable String traceParent() {
        return traceParent;
    }
}
