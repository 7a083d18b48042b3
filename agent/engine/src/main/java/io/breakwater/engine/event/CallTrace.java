package io.breakwater.engine.event;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The trace of one call, told of it as it goes: one span, with what happened in it.
 *
 * <p>Thread-safety: told by one thread at a time, with a happens-before edge between them, but for {@link
 * #onIntervention}, which may come from any thread, also after the end (a body that is cut off). Errors: what it throws
 * is dropped. Time: nanoseconds of the engine's clock.
 */
public interface CallTrace {

    /** Something was done to the call, or would have been. */
    void onIntervention(Intervention intervention, long nowNanos);

    /**
     * An attempt is made in this thread until the scope is closed: what the client traces meanwhile belongs to this call.
     *
     * @param attempt from 1
     * @param member for the baggage that goes out, as {@code key=value}, or null
     */
    Scope enterAttempt(int attempt, @Nullable String member);

    /** An attempt has ended. Told for those before {@link CallTracer#begin} as well, if they are known. */
    void onAttempt(int attempt, Outcome outcome, long startNanos, long endNanos);

    /**
     * The call has ended.
     *
     * @param outcome of the last attempt, or null if there was none
     * @param rejected true if the call, or its next attempt, was refused
     */
    void onEnd(@Nullable Outcome outcome, boolean rejected, int attempts, long nowNanos);

    /** The W3C {@code traceparent} of what is made under {@link #enterAttempt}, where nobody else sends one; else null. */
    @Nullable
    String traceParent();

    /** The id of the trace, as logs have it, or null. */
    default @Nullable String traceId() {
        return null;
    }

    /** The id of the call's span, as logs have it, or null. */
    default @Nullable String spanId() {
        return null;
    }
}
