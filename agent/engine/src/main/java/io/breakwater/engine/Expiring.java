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
    private static final String OUTLIVED = "it has been over for so long that the work must have outlived its request";
    private static final String IGNORED =
            "over by the clock of another machine, which may be wrong; at most one in five such calls is refused";

    private @Nullable Deadline deadline;
    private boolean repeats;

    /** After a redirect another destination is asked than the call's own: that of {@link #hop}, or one that nothing guards. */
    private boolean elsewhere;

    private @Nullable Guard hop;
    private boolean told;

    Expiring(Guard guard, Call call) {
        super(guard, call);
    }

    /** Admission: null to go on, else why not. */
    final @Nullable Rejection refusedByDeadline(long now) {
        return carriesNothing() || policy.deadline().mode() == Mode.DISABLED ? null : refusedFor(caller(), now);
    }

    private @Nullable Rejection refusedFor(@Nullable Caller caller, long now) {
        if (caller == null || call.isNobodys()) {
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
        if (leavesEnough(known, deadlines, now)) {
            return null;
        }
        boolean enforced = deadlines.mode() == Mode.ENFORCE;
        long leftNanos = known.remainingNanos(now) - deadlines.marginNanos();
        deadline = null;
        if (leftNanos < -deadlines.maxNanos()) {
            repeats = false;
            report(InterventionKind.DEADLINE_IGNORED, enforced, OUTLIVED, 0, deadlines.origin());
            return null;
        }
        if (enforced && call.isExempt()) {
            return null;
        }
        if (doubtful && isIgnored(known.certain(), deadlines, now)) {
            report(InterventionKind.DEADLINE_IGNORED, enforced, IGNORED, 0, deadlines.origin());
            return null;
        }
        String reason = "the deadline leaves " + Math.max(0, leftNanos / NANOS_PER_MILLI) + " ms";
        report(InterventionKind.DEADLINE_EXCEEDED, enforced, reason, 0, deadlines.origin());
        return enforced ? Rejection.deadlineExceeded(guard.destination, reason, deadlines.origin()) : null;
    }

    private static boolean leavesEnough(Deadline known, DeadlinePolicy deadlines, long now) {
        return known.remainingNanos(now) - deadlines.marginNanos() >= Math.max(1, deadlines.minAttemptNanos());
    }

    /** A clock alone says that it is over, and may not be believed once more; what is certain goes on to hold. */
    private boolean isIgnored(@Nullable Deadline certain, DeadlinePolicy deadlines, long now) {
        if (certain != null && !leavesEnough(certain, deadlines, now)) {
            return false;
        }
        boolean ignored = !guard.expiry.tryRefuse(now);
        deadline = ignored ? certain : null;
        return ignored;
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

    /** An attempt begins: it is the call's own destination that is asked. */
    final void asksOwnDestination() {
        if (elsewhere) { // a store would cost each call, and a redirect is rare
            elsewhere = false;
            hop = null;
        }
    }

    /** A redirect was followed. */
    final void asks(@Nullable Guard target) {
        elsewhere = true;
        hop = target;
    }

    /** What holds for the destination that is asked now. */
    private DeadlinePolicy outbound() {
        Guard target = elsewhere ? hop : guard;
        return target == null ? DeadlinePolicy.DISABLED : target.policy.deadline();
    }

    /** True if the destination that is asked now may be told of the caller: it is trusted, and deadlines are enforced there. */
    public final boolean mayTell() {
        DeadlinePolicy deadlines = outbound();
        return !broken && deadlines.isTrusted() && deadlines.mode() == Mode.ENFORCE;
    }

    /**
     * True if somebody else may have put our member into the baggage of a request: it was given out, or came with the request that
     * this call serves, and tracers hand on whatever the baggage holds.
     */
    public final boolean mayWithdraw() {
        return told || (!broken && deadline != null && policy.deadline().mode() == Mode.ENFORCE);
    }

    /** True if the deadline goes out in this header to the destination that is asked now. */
    public final boolean writes(String header) {
        return mayTell() && outbound().write().contains(header);
    }

    /** The member of the baggage that the deadline goes out in. */
    public final String outboundKey() {
        return (mayTell() ? outbound() : policy.deadline()).baggageKey();
    }

    /**
     * Milliseconds that the next server has for its answer, at least 1; 0 if nothing is to be told: there is no limit, or the
     * destination may not know. Call {@link Limits#limitAttempt} first.
     */
    public final long outboundMillis() {
        if (!mayTell()) {
            return 0;
        }
        long now = now();
        long attemptNanos = attemptLimitNanos();
        long restNanos = attemptNanos == NONE ? NONE : attemptNanos - (now - attemptStartNanos);
        long deadlineNanos = deadlineLeftNanos(now);
        // What the deadline leaves is without the margin already; a limit of the attempt's own is not.
        long leftNanos = restNanos < deadlineNanos ? restNanos - outbound().marginNanos() : deadlineNanos;
        return leftNanos == NONE ? 0 : Math.max(1, leftNanos / NANOS_PER_MILLI);
    }

    @Override
    public final @Nullable String outboundMember() {
        long millis = writes("baggage") ? outboundMillis() : 0;
        if (millis == 0) {
            return null;
        }
        told = true;
        return outboundKey() + "="
                + DeadlineMember.format(
                        millis * NANOS_PER_MILLI, guard.surroundings.time().epochMillis());
    }

    /**
     * Nanoseconds that the caller's deadline leaves from now, at least 1; {@link
     * io.breakwater.engine.policy.TimeoutPolicy#NONE} if there is none. All other limits include it; this one is for what they
     * do not hold for, as an answer without a natural end.
     */
    public final long deadlineNanos() {
        if (broken || deadline == null) {
            return NONE; // without a look at the clock
        }
        long leftNanos = deadlineLeftNanos(now());
        return leftNanos == NONE ? NONE : Math.max(1, leftNanos);
    }

    /** What one attempt may take as a whole, or {@link io.breakwater.engine.policy.TimeoutPolicy#NONE}. */
    abstract long attemptLimitNanos();
}
