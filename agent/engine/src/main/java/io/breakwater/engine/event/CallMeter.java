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
     */
    void onCall(String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos);

    /** Counts nothing. */
    static CallMeter none() {
        return NoMeter.INSTANCE;
    }
}
