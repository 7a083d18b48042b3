package io.breakwater.engine;

import io.breakwater.engine.breaker.Watch;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.Mode;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way through the pipeline: a state machine without I/O and without threads. A runner asks {@link
 * #start()} and then does what each {@link Step} says until it is {@link Step#RETURN} or {@link Step#REJECT}.
 *
 * <p>Thread-safety: confined to one thread at a time; the runner hands it over with a happens-before edge. Errors: no
 * method throws. A bug in here, or in a policy, turns the session into one that lets everything through.
 */
public final class CallSession extends Limits {
    private static final Watch NO_WATCH = () -> {};

    private @Nullable Step verdict;
    private long backoffNanos;
    private @Nullable Rejection rejection;

    CallSession(Guard guard, Call call) {
        super(guard, call);
    }

    /** Admission: the stages down to the first attempt. */
    public Step start() {
        if (broken) {
            return Step.SEND;
        }
        try {
            startNanos = now();
            if (guard.tracesAll()) {
                beginTrace();
            }
            rejection = refusedByDeadline(startNanos);
            return ending(
                    rejection == null && passesBreakerGate(startNanos) ? enterBulkhead(startNanos) : Step.REJECT,
                    startNanos);
        } catch (Throwable bug) {
            FailOpen.mark(this, "start", bug);
            return Step.SEND;
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
            long limitNanos =
                    Math.min(policy.bulkhead().maxWaitNanos(), remainingNanos(now()) - RetryRules.MIN_ATTEMPT_NANOS);
            return limitNanos > 0 && queue(onGranted) ? limitNanos : 0;
        } catch (Throwable bug) {
            FailOpen.mark(this, "joinQueue", bug);
            return 0;
        }
    }

    /** The wait for a place has ended, with or without one. */
    public Step permitWaitOver() {
        if (broken) {
            return sendOnlyOnce();
        }
        try {
            long now = now();
            if (takeQueuedPlace() && remainingNanos(now) > 0) {
                return ending(takeBreakerPermit(now), now);
            }
            leavePlace();
            return ending(rejectFull(), now);
        } catch (Throwable bug) {
            FailOpen.mark(this, "permitWaitOver", bug);
            return sendOnlyOnce();
        }
    }

    /** {@link #drives(Outcome)} of a failure without an answer. */
    public boolean drives(FailureClass failure) {
        return drives(Outcome.failed(failure));
    }

    /** True if repeating after such an outcome is ours to decide, so that the client's own repetition must not happen. */
    public boolean drives(Outcome outcome) {
        try {
            return !broken && RetryRules.drives(policy.retry(), call, outcome);
        } catch (Throwable bug) {
            FailOpen.mark(this, "drives", bug);
            return false;
        }
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
            completePermit(outcome, now);
            tellTransition();
            verdict = RetryRules.decide(this, call, outcome, now);
            return verdict == Step.AWAIT_BACKOFF;
        } catch (Throwable bug) {
            FailOpen.mark(this, "willRetry", bug);
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
        asks(target);
        if (broken || (target != null && countsFor(target))) {
            return null;
        }
        try {
            long now = now();
            completePermit(Outcome.SUCCESS, now);
            if (target == null) {
                countForNobody();
                return null;
            }
            return takePermitOf(target, InterventionKind.CIRCUIT_OPEN, now) ? null : rejection;
        } catch (Throwable bug) {
            FailOpen.mark(this, "redirected", bug);
            return null;
        }
    }

    /** The attempt has ended, and everything of it is let go. */
    public Step onOutcome(Outcome outcome) {
        return conclude(outcome, settle(outcome));
    }

    /**
     * The first half of {@link #onOutcome}: what was held is given back. In two halves, because the JIT does not copy a
     * method into its caller that is too long as a whole, and then needs an object for the session.
     *
     * @return the time, for the second half
     */
    long settle(Outcome outcome) {
        if (broken) {
            return 0;
        }
        try {
            long now = now();
            completePermit(outcome, now);
            leavePlace();
            if (TimeLimits.isCutOff(outcome) || policy.observesTime()) {
                reportTimeouts(outcome, now);
            }
            return now;
        } catch (Throwable bug) {
            FailOpen.mark(this, "settle", bug);
            return 0;
        }
    }

    /** The second half: what comes next. */
    Step conclude(Outcome outcome, long now) {
        if (broken) {
            return giveAnswer();
        }
        try {
            tellTransition();
            Step step = verdictOf(outcome, now);
            if (step == Step.RETURN && countsAsOnlyAttempt(outcome, now)) {
                return step;
            }
            tellAttempt(outcome, now); // by now there is a trace, if there is to be one
            return ending(step, now);
        } catch (Throwable bug) {
            FailOpen.mark(this, "conclude", bug);
            return giveAnswer();
        }
    }

    private Step verdictOf(Outcome outcome, long now) {
        if (outcome == Outcome.NOT_STARTED && attempt > 1) {
            return Step.REJECT;
        }
        if (outcome == Outcome.IGNORED) {
            return Step.RETURN; // whatever was decided before: the application has given up
        }
        if (verdict != null) {
            return verdict;
        }
        return policy.retry().retryOn().matches(outcome) ? RetryRules.decide(this, call, outcome, now) : Step.RETURN;
    }

    /** Nanoseconds of the wait after {@link Step#AWAIT_BACKOFF}. */
    public long backoffNanos() {
        return backoffNanos;
    }

    /**
     * Runs {@code wake} once if the breaker opens, so that nobody sleeps in a backoff for a destination that is down.
     *
     * @return what ends the watch, or null if there is nothing to wait for
     */
    public @Nullable Watch watchBreaker(Runnable wake) {
        if (broken || breakerMode() != Mode.ENFORCE) {
            return broken ? null : NO_WATCH;
        }
        try {
            Watch watch = guard.breaker.watchOpening(wake);
            // Open, and yet a probe is due: that probe may be ours, after the backoff.
            return watch == null && guard.breaker.permitsCall(now()) ? NO_WATCH : watch;
        } catch (Throwable bug) {
            FailOpen.mark(this, "watchBreaker", bug);
            return null;
        }
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
                Refusals.reportLate(this);
                return ending(Step.REJECT, now);
            }
            return ending(passesBreakerGate(now) ? enterBulkhead(now) : Step.REJECT, now);
        } catch (Throwable bug) {
            FailOpen.mark(this, "onBackoffOver", bug);
            return Step.REJECT;
        }
    }

    /** Why the call was rejected; meaningful after {@link Step#REJECT}. */
    public @Nullable Rejection rejection() {
        return rejection;
    }

    /** The application gave up, in whatever state we are. Nothing is counted, everything is given back. */
    public void cancel() {
        try {
            giveBack();
            tellCancelled();
        } catch (Throwable bug) {
            FailOpen.mark(this, "cancel", bug);
        }
    }

    /** A bug of ours, here or in an adapter: from now on this session lets everything through. */
    public void failOpen(String where, Throwable bug) {
        if (!broken) {
            broken = true;
            try {
                giveBack();
            } catch (Throwable ignored) {
                // Nothing more can be done, and the call must go on.
            }
            reportBug(where, bug);
        }
    }

    private Step ending(Step step, long now) {
        if (step == Step.RETURN || step == Step.REJECT) {
            tellEnd(step == Step.REJECT, now);
        }
        return step;
    }

    /** The clock itself may be what is broken. */
    private Step endingAfterBug(Step step) {
        try {
            return ending(step, now());
        } catch (Throwable ignored) {
            return step;
        }
    }

    private boolean passesBreakerGate(long now) {
        return breakerMode() != Mode.ENFORCE
                || guard.breaker.permitsCall(now)
                || !isRefused(guard, Stage.BREAKER_GATE, refusalKind(), now);
    }

    private Step enterBulkhead(long now) {
        BulkheadPolicy bulkhead = policy.bulkhead();
        if (bulkhead.mode() == Mode.DISABLED) {
            return takeBreakerPermit(now);
        }
        if (!takePlace()) {
            boolean enforced = bulkhead.mode() == Mode.ENFORCE;
            if (enforced && !call.isExempt()) {
                return bulkhead.maxWaitNanos() > 0 ? Step.AWAIT_PERMIT : rejectFull();
            }
            if (!enforced) {
                Refusals.reportFull(this, false);
            }
            takePlaceBeyondLimit();
        }
        return takeBreakerPermit(now);
    }

    private Step rejectFull() {
        rejection = Refusals.reportFull(this, true);
        return Step.REJECT;
    }

    private Step takeBreakerPermit(long now) {
        if (!takePermitOf(guard, refusalKind(), now)) {
            leavePlace();
            return Step.REJECT;
        }
        if (attempt == 0 && policy.retry().mode() != Mode.DISABLED && !call.isContinuation()) {
            // A call pays for retries only if it is made: refused ones would save up a storm for the recovery.
            guard.budget.deposit(now);
        }
        attempt++;
        attemptStartNanos = now;
        tellTransition();
        return Step.SEND;
    }

    private boolean takePermitOf(Guard target, InterventionKind refusal, long now) {
        return takePermit(target, now) || !isRefused(target, Stage.BREAKER_PERMIT, refusal, now);
    }

    private InterventionKind refusalKind() {
        return attempt == 0 ? InterventionKind.CIRCUIT_OPEN : InterventionKind.RETRY_CIRCUIT_OPEN;
    }

    /** The breaker of the target is open; true if the call must stop here, false if it is only observed, or exempt. */
    private boolean isRefused(Guard target, Stage stage, InterventionKind kind, long now) {
        boolean enforced = target.policy.breaker().mode() == Mode.ENFORCE;
        if (enforced && call.isExempt()) {
            return false;
        }
        Rejection refused = Refusals.reportOpen(this, target, stage, kind, enforced, now);
        if (enforced) {
            rejection = refused;
        }
        return enforced;
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

    /** After a bug: what was sent once is not sent again. */
    private Step sendOnlyOnce() {
        return attempt == 0 ? Step.SEND : endingAfterBug(Step.REJECT);
    }

    /** After a bug: an answer that is held back already is delivered at the end of a backoff that nobody waits for. */
    private Step giveAnswer() {
        return endingAfterBug(verdict == Step.AWAIT_BACKOFF ? Step.AWAIT_BACKOFF : Step.RETURN);
    }
}
