package io.breakwater.engine;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;
import org.jspecify.annotations.Nullable;

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

    /**
     * Which limit an attempt that has ended went beyond, or null. In observe mode nothing was cut off, so the time alone
     * tells; in enforce mode the outcome must be a timeout, too. A limit that the application set itself is not ours to
     * report.
     *
     * @param cutOffNanos the shortest limit of the policy that is applicable to the attempt
     */
    static @Nullable InterventionKind exceeded(
            TimeoutPolicy policy, Outcome outcome, long callNanos, long attemptNanos, long cutOffNanos) {
        if (policy.mode() == Mode.DISABLED || (policy.mode() == Mode.ENFORCE && !isCutOff(outcome))) {
            return null;
        }
        boolean attemptTooLong = attemptNanos >= cutOffNanos;
        // What nothing has cut off may have gone beyond both; the attempt's limit would have come first.
        boolean attemptFirst = attemptTooLong
                && cutOffNanos == policy.attemptNanos()
                && callNanos - attemptNanos + cutOffNanos < policy.totalNanos();
        if (callNanos >= policy.totalNanos() && !(policy.mode() == Mode.OBSERVE && attemptFirst)) {
            return InterventionKind.TOTAL_TIMEOUT;
        }
        return attemptTooLong ? InterventionKind.ATTEMPT_TIMEOUT : null;
    }

    /** True if it may be a limit that ended the attempt. Clients are told ours for connecting, too, and may be the first to notice. */
    static boolean isCutOff(Outcome outcome) {
        return outcome.failure() == FailureClass.ATTEMPT_TIMEOUT || outcome.failure() == FailureClass.CONNECT_FAILURE;
    }

    /**
     * True if the attempt has found no connection in the time that the policy gives it; in observe mode, in which nothing
     * is cut off, if it took longer than that to fail.
     */
    static boolean exceededConnecting(TimeoutPolicy policy, Outcome outcome, long attemptNanos, long cutOffNanos) {
        return policy.mode() != Mode.DISABLED
                && outcome.failure() == FailureClass.CONNECT_FAILURE
                && attemptNanos >= cutOffNanos;
    }

    /** A limit of the policy beside that of the application, whatever the mode: both, or only where the latter is unset. */
    static long applicable(TimeoutPolicy policy, long nanos, long ownNanos) {
        return ownNanos == NONE || policy.apply() == Apply.CAP ? nanos : NONE;
    }

    private static long configured(TimeoutPolicy policy, long nanos, long ownNanos) {
        return policy.mode() == Mode.ENFORCE ? applicable(policy, nanos, ownNanos) : NONE;
    }

    private static long atLeastOne(long nanos) {
        return Math.max(1, nanos);
    }
}
