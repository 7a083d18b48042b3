package io.breakwater.engine;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;

/**
 * How long a call, its attempts and their parts may take, and what is said when one takes longer. A part of {@link
 * CallSession}, in a class above it for the reason that {@link Holdings} gives.
 *
 * <p>Thread-safety: confined as the session is, but for {@link #onIdleTimeout()} and {@link #onBodyTimeout()}. Time:
 * nanoseconds.
 */
abstract class Limits extends Expiring {
    private long attemptLimitNanos = NONE;

    /** After how long the policy's own limits end the attempt, or in observe mode would. */
    private long cutOffNanos = NONE;

    /** The same while there is no connection. */
    private long connectCutOffNanos = NONE;

    private volatile boolean idleReported;

    Limits(Guard guard, Call call) {
        super(guard, call);
    }

    @Override
    final long attemptLimitNanos() {
        return attemptLimitNanos;
    }

    /**
     * Nanoseconds that the attempt now to be made may take as a whole, or {@link TimeoutPolicy#NONE}.
     *
     * @param ownNanos the limit that the application itself set for one exchange, or {@link TimeoutPolicy#NONE}
     */
    public final long limitAttempt(long ownNanos) {
        TimeoutPolicy timeouts = policy.timeouts();
        idleReported = false;
        asksOwnDestination();
        cutOffNanos = TimeLimits.applicable(timeouts, timeouts.attemptNanos(), ownNanos);
        attemptLimitNanos =
                broken ? NONE : TimeLimits.attemptNanos(timeouts, remainingNanos(attemptStartNanos), ownNanos);
        return attemptLimitNanos;
    }

    /** Nanoseconds until the first byte of the answer; call {@link #limitAttempt} first. */
    public final long responseLimitNanos(long ownNanos) {
        TimeoutPolicy timeouts = policy.timeouts();
        cutOffNanos = Math.min(cutOffNanos, TimeLimits.applicable(timeouts, timeouts.responseNanos(), ownNanos));
        return broken ? ownNanos : TimeLimits.responseNanos(timeouts, attemptLimitNanos, ownNanos);
    }

    /** Nanoseconds until the connection stands; call {@link #limitAttempt} first. */
    public final long connectLimitNanos(long ownNanos) {
        connectCutOffNanos =
                TimeLimits.applicable(policy.timeouts(), policy.timeouts().connectNanos(), ownNanos);
        return broken ? ownNanos : TimeLimits.connectNanos(policy.timeouts(), attemptLimitNanos, ownNanos);
    }

    /**
     * Neither of these limits of the attempt ended it, or is going to, whatever time it takes: the client could not be told,
     * or says itself what ended it.
     */
    public final void ruleOut(boolean connectLimit, boolean attemptLimit) {
        if (connectLimit) {
            connectCutOffNanos = NONE;
        }
        if (attemptLimit) {
            cutOffNanos = NONE;
        }
    }

    /** Nanoseconds that the application may wait for the next part of a body, or {@link TimeoutPolicy#NONE}. */
    public final long idleLimitNanos() {
        return !broken && policy.timeouts().mode() == Mode.ENFORCE
                ? policy.timeouts().idleNanos()
                : NONE;
    }

    /**
     * The limit of {@link #idleLimitNanos()} has cut off a body, before or after the end of the attempt. In any thread.
     */
    public final void onIdleTimeout() {
        if (!broken && !idleReported) {
            idleReported = true;
            reportLimit(InterventionKind.IDLE_TIMEOUT, policy.timeouts().idleNanos());
        }
    }

    /**
     * What was left of the limit of the attempt has cut off a body after the end of the attempt, or given up a peer that is
     * silent, which is not told by the outcome. In any thread.
     */
    public final void onBodyTimeout() {
        if (!broken && !reportsDeadline(true, now())) {
            boolean total = now() - startNanos >= policy.timeouts().totalNanos();
            reportLimit(
                    total ? InterventionKind.TOTAL_TIMEOUT : InterventionKind.ATTEMPT_TIMEOUT,
                    total ? policy.timeouts().totalNanos() : policy.timeouts().attemptNanos());
        }
    }

    /** Says which limit of ours the attempt that has just ended went beyond, if any. */
    final void reportTimeouts(Outcome outcome, long now) {
        TimeoutPolicy timeouts = policy.timeouts();
        if (reportsDeadline(TimeLimits.isCutOff(outcome), now)) {
            return;
        }
        long attemptNanos = now - attemptStartNanos;
        if (TimeLimits.exceededConnecting(timeouts, outcome, attemptNanos, connectCutOffNanos)) {
            reportLimit(InterventionKind.CONNECT_TIMEOUT, connectCutOffNanos);
            return;
        }
        InterventionKind kind = TimeLimits.exceeded(timeouts, outcome, now - startNanos, attemptNanos, cutOffNanos);
        if (kind != null && !idleReported) {
            reportLimit(kind, kind == InterventionKind.TOTAL_TIMEOUT ? timeouts.totalNanos() : cutOffNanos);
        }
    }

    private void reportLimit(InterventionKind kind, long limitNanos) {
        boolean enforced = policy.timeouts().mode() == Mode.ENFORCE;
        report(
                kind,
                enforced,
                "longer than " + limitNanos / 1_000_000 + " ms",
                0,
                policy.timeouts().origin());
    }

    /** What is left of the call as a whole; may be 0 or less. */
    final long remainingNanos(long now) {
        return Math.min(TimeLimits.remainingNanos(policy.timeouts(), now - startNanos), deadlineLeftNanos(now));
    }
}
