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
    private final boolean stranger;

    /**
     * @param repeats true if the request is a later attempt of the caller's, which has a budget of its own: nothing that
     *     it asks for is repeated once more, but for what never reached its server
     * @param traceParent the W3C header of that name, or null
     */
    public Caller(@Nullable Deadline deadline, boolean repeats, @Nullable String traceParent) {
        this(deadline, repeats, traceParent, false);
    }

    private Caller(@Nullable Deadline deadline, boolean repeats, @Nullable String traceParent, boolean stranger) {
        this.deadline = deadline;
        this.repeats = repeats;
        this.traceParent = traceParent;
        this.stranger = stranger;
    }

    /** Somebody whose word on time counts for nothing, whoever else has read it: the deadline is one that we set. */
    public static Caller stranger(@Nullable Deadline deadline, @Nullable String traceParent) {
        return new Caller(deadline, false, traceParent, true);
    }

    public @Nullable Deadline deadline() {
        return deadline;
    }

    public boolean repeats() {
        return repeats;
    }

    /** True if nothing that is known of the same request from elsewhere may be added. */
    public boolean isStranger() {
        return stranger;
    }

    public @Nullable String traceParent() {
        return traceParent;
    }
}
