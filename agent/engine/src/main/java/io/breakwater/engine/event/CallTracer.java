package io.breakwater.engine.event;

import io.breakwater.engine.Destination;
import org.jspecify.annotations.Nullable;

/**
 * Makes the trace of a call: at its start if every call is to be seen, else at the first intervention.
 *
 * <p>Thread-safety: implementations MUST be thread-safe, quick, and MUST NOT block. What they throw is dropped.
 */
public interface CallTracer {

    /** True if calls without an intervention are traced as well. */
    boolean tracesAll();

    /**
     * The trace of a call, or null if there is nobody to see it.
     *
     * @param captured what {@link io.breakwater.engine.context.CallerContext#capture} gave at the start of the call
     * @param asking the class that was given to it
     * @param startNanos when the call began, which may be a while ago
     */
    @Nullable
    CallTrace begin(
            Destination destination, String method, @Nullable Object captured, Class<?> asking, long startNanos);

    /**
     * The {@code traceparent} of an attempt of a call that is not traced, or null: what came in is passed on where nobody
     * else does so.
     *
     * @param captured what {@link io.breakwater.engine.context.CallerContext#capture} gave at the start of the call
     * @param asking the class that was given to it
     */
    default @Nullable String passedOn(@Nullable Object captured, Class<?> asking) {
        return null;
    }

    /** Traces nothing. */
    static CallTracer none() {
        return NoTracer.INSTANCE;
    }
}
