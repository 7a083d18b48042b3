package io.breakwater.engine;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;

/**
 * How the timeouts of a policy, what is left of the call, and what the application set itself become one limit. A
 * shorter value of the application always wins; with {@link Apply#FILL} a longer one stands too, except against the
 * total timeout, which no client can express.
 *
 * <p>Thread-safety: stateless. Time: nanoseconds; {@link TimeoutPolicy#NONE} for no limit; never 0 or less, because 0
 * means "for ever" to most clients.
 */
final class TimeLimits {
    private TimeLimits() {}

    /** What is left of the call as a whole; may be 0 or less. */
    static long remainingNanos(TimeoutPolicy policy, long elapsedNanos) {
        if (policy.mode() != Mode.ENFORCE || policy.totalNanos() == NONE) {
            return NONE;
        }
        return policy.totalNanos() - elapsedNanos;
    }

    /** What we allow one attempt; the application's own value is not part of it. */
    static long attemptNanos(TimeoutPolicy policy, long remainingNanos, long ownNanos) {
        return atLeastOne(Math.min(remainingNanos, configured(policy, policy.attemptNanos(), ownNanos)));
    }

    /** Until the first byte of the answer. */
    static long responseNanos(TimeoutPolicy policy, long attemptNanos, long ownNanos) {
        return atLeastOne(
                Math.min(Math.min(ownNanos, attemptNanos), configured(policy, policy.responseNanos(), ownNanos)));
    }

    /** Until the connection stands. */
    static long connectNanos(TimeoutPolicy policy, long attemptNanos, long ownNanos) {
        return atLeastOne(
                Math.min(Math.min(ownNanos, attemptNanos), configured(policy, policy.connectNanos(), ownNanos)));
    }

    private static long configured(TimeoutPolicy policy, long nanos, long ownNanos) {
        boolean applies = policy.mode() == Mode.ENFORCE && (ownNanos == NONE || policy.apply() == Apply.CAP);
        return applies ? nanos : NONE;
    }

    private static long atLeastOne(long nanos) {
        return Math.max(1, nanos);
    }
}
