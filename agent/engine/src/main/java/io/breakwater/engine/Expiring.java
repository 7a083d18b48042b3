package io.breakwater.engine;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.DeadlineMember;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of whoever asked for the call: the gate in front of it, what it leaves the call, and what is told to the
 * next server. A part of {@link CallSession}, in a class above it for the reason that {@link Holdings} gives.
 *
 * <p>Thread-safety: confined as the session is. Time: nanoseconds.
 */
abstract class Expiring extends Told {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private @Nullable Deadline deadline;
    private boolean repeats;

    Expiring(Guard guard, Call call) {
        super(guard, call);
    }

    /** Admission: null to go on, else why not. */
    final @Nullable Rejection refusedByDeadline(long now) {
        return carriesNothing() || policy.deadline().mode() == Mode.DISABLED ? null : refusedFor(caller(), now);
    }

    private @Nullable Rejection refusedFor(@Nullable Caller caller, long now) {
        if (caller == null) {
            return null;
        }
        DeadlinePolicy deadlines = policy.deadline();
        repeats = caller.repeats() && deadlines.mode() == Mode.ENFORCE;
        deadline = caller.deadline();
        return deadline == null ? null : refused(deadline, deadlines, now);
    }

    private @Nullable Rejection refused(Deadline known, DeadlinePolicy deadlines, long now) {
        boolean doubtful = known.isFromClock() && !deadlines.trustsClocks();
        if (doubtful) {
            guard.expiry.onCall(now);
        }
        long leftNanos = known.remainingNanos(now) - deadlines.marginNanos();
        if (leftNanos >= Math.max(1, deadlines.minAttemptNanos())) {
            return null;
        }
        boolean enforced = deadlines.mode() == Mode.ENFORCE;
        deadline = null;
        if (enforced && call.isExempt()) {
            return null;
        }
        if (doubtful && !guard.expiry.tryRefuse(now)) {
            report(
                    InterventionKind.DEADLINE_IGNORED,
                    enforced,
                    "it seems to be over, and so do too many others: clocks may differ",
                    0,
                    deadlines.origin());
            return null;
        }
        String reason = "the deadline leaves " + Math.max(0, leftNanos / NANOS_PER_MILLI) + " ms";
        report(InterventionKind.DEADLINE_EXCEEDED, enforced, reason, 0, deadlines.origin());
        return enforced ? Rejection.deadlineExceeded(guard.destination, reason, deadlines.origin()) : null;
    }

    /** What the deadline leaves the call, without the margin; may be 0 or less. {@link Long#MAX_VALUE} for no limit. */
    final long deadlineLeftNanos(long now) {
        return deadline == null || policy.deadline().mode() != Mode.ENFORCE
                ? NONE
                : deadline.remainingNanos(now) - policy.deadline().marginNanos();
    }

    /** Says that the attempt that has just ended was cut off by the deadline, or in observe mode would have been. */
    final boolean reportsDeadline(boolean cutOff, long now) {
        Deadline known = deadline;
        DeadlinePolicy deadlines = policy.deadline();
        boolean enforced = deadlines.mode() == Mode.ENFORCE;
        if (known == null || (enforced && !cutOff) || known.remainingNanos(now) > deadlines.marginNanos()) {
            return false;
        }
        deadline = enforced ? known : null; // what is observed is told once
        report(InterventionKind.DEADLINE_EXCEEDED, enforced, "the caller has stopped waiting", 0, deadlines.origin());
        return true;
    }

    /** True if the request that this call serves is a repetition, so that its caller does the repeating. */
    final boolean isForARepetition() {
        return repeats;
    }

    /**
     * Milliseconds that the next server has for its answer, at least 1; 0 if nothing is to be told: there is no limit, or the
     * destination may not know. Call {@link Limits#limitAttempt} first.
     */
    public final long outboundMillis() {
        DeadlinePolicy deadlines = policy.deadline();
        if (broken || !deadlines.isTrusted() || deadlines.mode() != Mode.ENFORCE) {
            return 0;
        }
        long now = now();
        long attemptNanos = attemptLimitNanos();
        long restNanos = attemptNanos == NONE ? NONE : attemptNanos - (now - attemptStartNanos);
        long deadlineNanos = deadlineLeftNanos(now);
        // What the deadline leaves is without the margin already; a limit of the attempt's own is not.
        long leftNanos = restNanos < deadlineNanos ? restNanos - deadlines.marginNanos() : deadlineNanos;
        return leftNanos == NONE ? 0 : Math.max(1, leftNanos / NANOS_PER_MILLI);
    }

    @Override
    final @Nullable String outboundMember() {
        DeadlinePolicy deadlines = policy.deadline();
        if (!deadlines.isTrusted() || !deadlines.write().contains("baggage")) {
            return null;
        }
        long millis = outboundMillis();
        return millis == 0
                ? null
                : deadlines.baggageKey() + "="
                        + DeadlineMember.format(
                                millis * NANOS_PER_MILLI,
                                guard.surroundings.time().epochMillis());
    }

    /** What one attempt may take as a whole, or {@link io.breakwater.engine.policy.TimeoutPolicy#NONE}. */
    abstract long attemptLimitNanos();
}
