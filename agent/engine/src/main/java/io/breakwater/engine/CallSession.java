package io.breakwater.engine;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.breaker.Watch;
import io.breakwater.engine.bulkhead.Waiter;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the pipeline: a state machine without I/O and without threads. A runner asks {@link
 * #start()} and then does what each {@link Step} says until it is {@link Step#RETURN} or {@link Step#REJECT}.
 *
 * <p>Thread-safety: confined to one thread at a time; the runner hands it over with a happens-before edge. Errors: no
 * method throws. A bug in here, or in a policy, turns the session into one that lets everything through.
 */
public final class CallSession {
    private static final Watch NO_WATCH = () -> {};

    private final Guard guard;
    private final CallPolicy policy;
    private final Call call;

    private long startNanos;
    private int attempt;
    private long attemptStartNanos;
    private long attemptLimitNanos = NONE;

    private final AttemptAccount account;
    private boolean holdsBulkhead;
    private @Nullable Waiter waiter;
    private @Nullable Step verdict;
    private long backoffNanos;
    private @Nullable Rejection rejection;
    private boolean broken;

    CallSession(Guard guard, Call call) {
        this.guard = guard;
        this.policy = guard.policy;
        this.call = call;
        this.account = new AttemptAccount(guard);
    }

    /** Admission: the stages down to the first attempt. */
    public Step start() {
        try {
            startNanos = guard.surroundings.time().nanoTime();
            if (policy.retry().mode() != Mode.DISABLED) {
                guard.budget.deposit(startNanos);
            }
            return passesBreakerGate(startNanos) ? enterBulkhead(startNanos) : Step.REJECT;
        } catch (Throwable bug) {
            return broken("start", bug, Step.SEND);
        }
    }

    /**
     * Joins the bulkhead's queue after {@link Step#AWAIT_PERMIT}; {@link #permitWaitOver()} MUST follow.
     *
     * @param onGranted run once, in any thread, when a place is ours
     * @return nanoseconds to wait for it at most; 0 if there is no room in the queue
     */
    public long joinQueue(Runnable onGranted) {
        try {
            long limitNanos = Math.min(policy.bulkhead().maxWaitNanos(), remainingNanos(now()));
            waiter = limitNanos <= 0 ? null : guard.bulkhead.enqueue(onGranted);
            return waiter == null ? 0 : limitNanos;
        } catch (Throwable bug) {
            broken("joinQueue", bug, Step.SEND);
            return 0;
        }
    }

    /** The wait for a place has ended, with or without one. */
    public Step permitWaitOver() {
        if (broken) {
            return Step.SEND;
        }
        try {
            Waiter waited = waiter;
            waiter = null;
            if (waited == null || waited.cancel()) {
                return rejectFull();
            }
            holdsBulkhead = true;
            return takeBreakerPermit(now());
        } catch (Throwable bug) {
            return broken("permitWaitOver", bug, Step.SEND);
        }
    }

    /** The number of the attempt under way, from 1. */
    public int attempt() {
        return attempt;
    }

    /**
     * Nanoseconds that the attempt now to be made may take as a whole, or {@link TimeoutPolicy#NONE}.
     *
     * @param ownNanos the limit that the application itself set for one exchange, or {@link TimeoutPolicy#NONE}
     */
    public long limitAttempt(long ownNanos) {
        attemptLimitNanos =
                broken ? NONE : TimeLimits.attemptNanos(policy.timeouts(), remainingNanos(attemptStartNanos), ownNanos);
        return attemptLimitNanos;
    }

    /** Nanoseconds until the first byte of the answer; call {@link #limitAttempt} first. */
    public long responseLimitNanos(long ownNanos) {
        return broken ? ownNanos : TimeLimits.responseNanos(policy.timeouts(), attemptLimitNanos, ownNanos);
    }

    /** Nanoseconds until the connection stands; call {@link #limitAttempt} first. */
    public long connectLimitNanos(long ownNanos) {
        return broken ? ownNanos : TimeLimits.connectNanos(policy.timeouts(), attemptLimitNanos, ownNanos);
    }

    /** Nanoseconds that the application may wait for the next part of a body, or {@link TimeoutPolicy#NONE}. */
    public long idleLimitNanos() {
        return !broken && policy.timeouts().mode() == Mode.ENFORCE
                ? policy.timeouts().idleNanos()
                : NONE;
    }

    /** True if repeating after such a failure is ours to decide, so that the client's own repetition must not happen. */
    public boolean drives(FailureClass failure) {
        return !broken
                && policy.retry().mode() == Mode.ENFORCE
                && policy.retry().maxAttempts() > 1
                && policy.retry().retryOn().contains(failure)
                && RetryRules.allowsRepeat(policy.retry(), call, Outcome.failed(failure));
    }

    /**
     * Asks ahead of the attempt's end, as soon as its outcome is known, whether it will be repeated. The answer binds:
     * true means that nobody will see this answer unless it is delivered after all.
     */
    public boolean willRetry(Outcome outcome) {
        if (broken) {
            return false;
        }
        try {
            if (!policy.retry().retryOn().matches(outcome)) {
                return false;
            }
            long now = now();
            account.close(outcome, now);
            verdict = RetryRules.decide(this, call, outcome, now);
            return verdict == Step.AWAIT_BACKOFF;
        } catch (Throwable bug) {
            broken("willRetry", bug, Step.RETURN);
            return false;
        }
    }

    /**
     * The client followed a redirect: the answer so far is a success of the destination that gave it, and what comes
     * next counts for {@code target}.
     *
     * @param target null if nothing guards it: then what comes next counts for nobody
     * @return why the target must not be called, or null
     */
    public @Nullable Rejection redirected(@Nullable Guard target) {
        if (broken || (target != null && account.isFor(target))) {
            return null;
        }
        try {
            long now = now();
            account.close(Outcome.SUCCESS, now);
            return target == null || takePermitOf(target, now) ? null : rejection;
        } catch (Throwable bug) {
            broken("redirected", bug, Step.RETURN);
            return null;
        }
    }

    /** The attempt has ended, and everything of it is let go. */
    public Step onOutcome(Outcome outcome) {
        if (broken) {
            return Step.RETURN;
        }
        try {
            long now = now();
            account.close(outcome, now);
            leaveBulkhead();
            reportTimeouts(outcome, now);
            if (outcome == Outcome.NOT_STARTED && attempt > 1) {
                return Step.REJECT;
            }
            return verdict != null ? verdict : RetryRules.decide(this, call, outcome, now);
        } catch (Throwable bug) {
            return broken("onOutcome", bug, Step.RETURN);
        }
    }

    /** Nanoseconds of the wait after {@link Step#AWAIT_BACKOFF}. */
    public long backoffNanos() {
        return backoffNanos;
    }

    /**
     * Runs {@code wake} once if the breaker opens, so that nobody sleeps in a backoff for a destination that is down.
     *
     * @return what ends the watch, or null if the breaker is open already
     */
    public @Nullable Watch watchBreaker(Runnable wake) {
        return breakerMode() == Mode.ENFORCE ? guard.breaker.watchOpening(wake) : NO_WATCH;
    }

    /** The backoff has ended: on to the next attempt, if it is still allowed. */
    public Step onBackoffOver() {
        if (broken) {
            return Step.REJECT;
        }
        try {
            long now = now();
            verdict = null;
            if (remainingNanos(now) < RetryRules.MIN_ATTEMPT_NANOS) {
                report(
                        InterventionKind.RETRY_OUT_OF_TIME,
                        true,
                        "too little time is left after the backoff",
                        0,
                        policy.timeouts().origin());
                return Step.REJECT;
            }
            return passesBreakerGate(now) ? enterBulkhead(now) : Step.REJECT;
        } catch (Throwable bug) {
            return broken("onBackoffOver", bug, Step.REJECT);
        }
    }

    /** Why the call was rejected; meaningful after {@link Step#REJECT}. */
    public @Nullable Rejection rejection() {
        return rejection;
    }

    /** The application gave up, in whatever state we are. Nothing is counted, everything is given back. */
    public void cancel() {
        try {
            Waiter waited = waiter;
            waiter = null;
            if (waited != null && !waited.cancel()) {
                holdsBulkhead = true;
            }
            account.close(Outcome.IGNORED, now());
            leaveBulkhead();
        } catch (Throwable bug) {
            broken("cancel", bug, Step.RETURN);
        }
    }

    /** A bug of ours, here or in an adapter: from now on this session lets everything through. */
    public void failOpen(String where, Throwable bug) {
        broken(where, bug, Step.RETURN);
    }

    private boolean passesBreakerGate(long now) {
        return breakerMode() != Mode.ENFORCE
                || guard.breaker.permitsCall(now)
                || !refuseOpen(guard, Stage.BREAKER_GATE, Mode.ENFORCE, now);
    }

    private Step enterBulkhead(long now) {
        BulkheadPolicy bulkhead = policy.bulkhead();
        if (bulkhead.mode() == Mode.DISABLED) {
            return takeBreakerPermit(now);
        }
        if (guard.bulkhead.tryAcquire()) {
            holdsBulkhead = true;
        } else if (bulkhead.mode() == Mode.OBSERVE) {
            report(InterventionKind.BULKHEAD_FULL, false, fullMessage(), 0, bulkhead.origin());
            guard.bulkhead.acquireBeyondLimit();
            holdsBulkhead = true;
        } else if (bulkhead.maxWaitNanos() > 0) {
            return Step.AWAIT_PERMIT;
        } else {
            return rejectFull();
        }
        return takeBreakerPermit(now);
    }

    private Step rejectFull() {
        String origin = policy.bulkhead().origin();
        report(InterventionKind.BULKHEAD_FULL, true, fullMessage(), 0, origin);
        rejection = Rejection.bulkheadFull(guard.destination, fullMessage(), origin);
        return Step.REJECT;
    }

    private String fullMessage() {
        return "all " + policy.bulkhead().maxConcurrentCalls() + " places are taken";
    }

    private Step takeBreakerPermit(long now) {
        if (!takePermitOf(guard, now)) {
            leaveBulkhead();
            return Step.REJECT;
        }
        attempt++;
        attemptStartNanos = now;
        return Step.SEND;
    }

    private boolean takePermitOf(Guard target, long now) {
        return account.open(target, now)
                || !refuseOpen(
                        target, Stage.BREAKER_PERMIT, target.policy.breaker().mode(), now);
    }

    /** Reports an open breaker; true if the call must stop here. */
    private boolean refuseOpen(Guard target, Stage stage, Mode mode, long now) {
        String origin = target.policy.breaker().origin();
        long openNanos = target.breaker.openNanosLeft(now);
        boolean enforced = mode == Mode.ENFORCE;
        InterventionKind kind = attempt == 0 ? InterventionKind.CIRCUIT_OPEN : InterventionKind.RETRY_CIRCUIT_OPEN;
        target.report(kind, enforced, call.method(), attempt, "the circuit breaker is open", openNanos, origin);
        if (enforced) {
            rejection = Rejection.circuitOpen(stage, target.destination, origin);
        }
        return enforced;
    }

    private void leaveBulkhead() {
        if (holdsBulkhead) {
            holdsBulkhead = false;
            guard.bulkhead.release();
        }
    }

    private void reportTimeouts(Outcome outcome, long now) {
        InterventionKind kind =
                TimeLimits.exceeded(policy.timeouts(), outcome, now - startNanos, now - attemptStartNanos);
        if (kind != null) {
            boolean enforced = policy.timeouts().mode() == Mode.ENFORCE;
            report(
                    kind,
                    enforced,
                    "longer than it may take",
                    0,
                    policy.timeouts().origin());
        }
    }

    long remainingNanos(long now) {
        return TimeLimits.remainingNanos(policy.timeouts(), now - startNanos);
    }

    Guard guard() {
        return guard;
    }

    Mode breakerMode() {
        return policy.breaker().mode();
    }

    long previousBackoffNanos() {
        return backoffNanos;
    }

    Step backOff(long nanos) {
        backoffNanos = nanos;
        return Step.AWAIT_BACKOFF;
    }

    void report(InterventionKind kind, boolean enforced, String reason, long waitNanos, String origin) {
        guard.report(kind, enforced, call.method(), attempt, reason, waitNanos, origin);
    }

    private long now() {
        return guard.surroundings.time().nanoTime();
    }

    private Step broken(String where, Throwable bug, Step step) {
        if (!broken) {
            broken = true;
            try {
                report(InterventionKind.FAIL_OPEN, true, where + ": " + bug, 0, "built-in");
                giveBack();
            } catch (Throwable ignored) {
                // Nothing more can be done, and the call must go on.
            }
        }
        return step;
    }

    private void giveBack() {
        leaveBulkhead();
        account.close(Outcome.IGNORED, now());
    }
}
