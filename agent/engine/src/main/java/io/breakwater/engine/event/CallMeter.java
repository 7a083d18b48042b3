package io.breakwater.engine.event;

import io.breakwater.engine.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Counts what becomes of the calls of one destination, touched or not.
 *
 * <p>Thread-safety: implementations MUST be thread-safe, quick, allocate nothing in the common case, and MUST NOT block.
 * Errors: what they throw never reaches the application; it is a bug of ours like any other, and may be told as one. Time:
 * nanoseconds.
 */
public interface CallMeter {

    /** An attempt has ended. */
    void onAttempt(String method, Outcome outcome, long nanos);

    /**
     * A call has ended: it returned or threw, was refused, or was given up by the application ({@link Outcome#IGNORED}).
     *
     * @param outcome of the last attempt, or null if there was none
     * @param rejected true if the call, or its next attempt, was refused
     * @param attempts made
     * @param nanos that it took
     * @param nowNanos when it ended, by the engine's clock
     */
    void onCall(String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos, long nowNanos);

    /**
     * The meter of the calls of one operation, of which there MUST be a limited number. Asked for each call, so it
     * allocates nothing in the common case.
     *
     * @param method as in {@code onCall}
     * @param path raw, without query; empty for a database. It may hold what nobody else is to see
     * @param observed true if a policy of the call only observes
     */
    default CallMeter ofOperation(String method, String path, boolean observed) {
        return this;
    }

    /** Counts nothing. */
    static CallMeter none() {
        return NoMeter.INSTANCE;
    }
}
