package io.breakwater.engine;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.retry.Backoff;

/**
 * Whether a failed attempt is repeated, and after how long. The rules stand in the order in which they are asked; the
 * budget comes last, because asking it spends it.
 *
 * <p>Thread-safety: stateless.
 */
final class RetryRules {
    /** With less time left than this, an attempt is not begun: 10 ms. */
    static final long MIN_ATTEMPT_NANOS = 10_000_000L;

    private RetryRules() {}

    /**
     * {@link Step#AWAIT_BACKOFF}, with the backoff set, or {@link Step#RETURN}.
     *
     * @param outcome one that the policy names
     */
    static Step decide(CallSession session, Call call, Outcome outcome, long now) {
        Guard guard = session.guard();
        RetryPolicy policy = guard.policy.retry();
        if (policy.mode() == Mode.DISABLED
                || session.attempt() >= policy.maxAttempts()
                || !allowsRepeat(policy, call, outcome)) {
            return Step.RETURN;
        }
        boolean enforced = policy.mode() == Mode.ENFORCE;
        if (session.isForARepetition() && !outcome.isNeverSent()) {
            session.report(
                    InterventionKind.RETRY_LEFT_TO_CALLER,
                    enforced,
                    outcome + ", and the caller repeats already",
                    0,
                    guard.policy.deadline().origin());
            return Step.RETURN;
        }
        if (asksForTooLongAWait(policy, outcome)) {
            session.report(
                    InterventionKind.RETRY_OUT_OF_TIME,
                    enforced,
                    outcome + " with Retry-After beyond the allowed wait",
                    outcome.retryAfterNanos(),
                    policy.origin());
            return Step.RETURN;
        }
        long backoffNanos = backoffNanos(session, policy, outcome);
        long remainingNanos = session.remainingNanos(now);
        if (remainingNanos != NONE && backoffNanos >= remainingNanos - MIN_ATTEMPT_NANOS) {
            session.report(
                    InterventionKind.RETRY_OUT_OF_TIME,
                    enforced,
                    outcome + ", too little time is left",
                    backoffNanos,
                    policy.origin());
            return Step.RETURN;
        }
        if (session.breakerMode() == Mode.ENFORCE && !guard.breaker.permitsCall(now)) {
            session.report(
                    InterventionKind.RETRY_CIRCUIT_OPEN,
                    enforced,
                    outcome + ", the circuit breaker is open",
                    0,
                    guard.policy.breaker().origin());
            return Step.RETURN;
        }
        if (!guard.budget.tryWithdraw(now)) {
            session.report(
                    InterventionKind.RETRY_BUDGET_EXHAUSTED,
                    enforced,
                    outcome + ", the retry budget is spent",
                    0,
                    policy.origin());
            return Step.RETURN;
        }
        session.report(
                InterventionKind.RETRY,
                enforced,
                outcome + ", attempt " + session.attempt() + " of " + policy.maxAttempts(),
                backoffNanos,
                policy.origin());
        return enforced ? session.backOff(backoffNanos) : Step.RETURN;
    }

    /** The never-sent rule, what may be done twice, and whether the request can be sent again at all. */
    static boolean allowsRepeat(RetryPolicy policy, Call call, Outcome outcome) {
        return (outcome.isNeverSent() || mayBeDoneTwice(policy, call)) && call.canBeSentAgain(outcome);
    }

    private static boolean mayBeDoneTwice(RetryPolicy policy, Call call) {
        String method = call.method();
        String key = policy.keyName();
        return policy.methods().contains(method)
                && (key == null || RetryPolicy.IDEMPOTENT_METHODS.contains(method) || call.carriesKey(key));
    }

    /** True if repeating after the outcome is up to the policy, whether or not it then does. */
    static boolean drives(RetryPolicy policy, Call call, Outcome outcome) {
        return policy.mode() == Mode.ENFORCE
                && policy.maxAttempts() > 1
                && policy.retryOn().matches(outcome)
                && allowsRepeat(policy, call, outcome);
    }

    private static boolean asksForTooLongAWait(RetryPolicy policy, Outcome outcome) {
        return policy.honorRetryAfter() && outcome.retryAfterNanos() > policy.maxRetryAfterNanos();
    }

    private static long backoffNanos(CallSession session, RetryPolicy policy, Outcome outcome) {
        long computedNanos = Backoff.delayNanos(
                policy.backoff(),
                session.attempt(),
                session.previousBackoffNanos(),
                session.guard().surroundings.randomness());
        return policy.honorRetryAfter() ? Math.max(computedNanos, outcome.retryAfterNanos()) : computedNanos;
    }
}
