package io.breakwater.engine;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.CallTrace;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.CallPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What others are told of a call: the listener of interventions, the meter of its destination, and its trace, which
 * begins with the first intervention unless every call is traced. A part of {@link CallSession}, in a class above it for
 * the reason that {@link Holdings} gives.
 *
 * <p>Thread-safety: confined as the session is, but for {@link #report}, which may come from any thread once the call has
 * ended. Errors: what the others throw is dropped.
 */
abstract class Told extends Holdings {
    final CallPolicy policy;
    final Call call;
    long startNanos;
    int attempt;
    long attemptStartNanos;

    /** After a bug of ours nothing is limited any more, and nobody waits. */
    boolean broken;

    /** What the thread carried in which the call began. */
    private final @Nullable Object captured;

    private @Nullable CallTrace trace;
    private @Nullable Outcome lastOutcome;
    private long lastEndNanos;
    private boolean over;

    Told(Guard guard, Call call) {
        super(guard);
        this.policy = guard.policy;
        this.call = call;
        this.captured = capture(guard, call);
    }

    private static @Nullable Object capture(Guard guard, Call call) {
        try {
            return guard.observers.context().capture(call.getClass());
        } catch (Throwable bug) {
            return null;
        }
    }

    /** True if the thread carried nothing, so that nobody is known. */
    final boolean carriesNothing() {
        return captured == null;
    }

    /** On whose behalf the call is made, or null if nobody is known. */
    final @Nullable Caller caller() {
        return captured == null ? null : guard.observers.context().callerIn(captured);
    }

    final void report(InterventionKind kind, boolean enforced, String reason, long waitNanos, String origin) {
        report(guard, kind, enforced, reason, waitNanos, origin);
    }

    /** @param target whose policy it is; after a redirect not the call's own */
    final void report(
            Guard target, InterventionKind kind, boolean enforced, String reason, long waitNanos, String origin) {
        Intervention intervention =
                new Intervention(kind, enforced, target.destination, call.method(), attempt, reason, waitNanos, origin);
        guard.report(tell(intervention));
    }

    final void reportBug(String where, Throwable bug) {
        tell(guard.reportBug(call, attempt, where, bug));
    }

    /** Tells the trace, and gives the intervention back with the ids of it. */
    private Intervention tell(Intervention intervention) {
        try {
            boolean late = over;
            CallTrace told = late ? begin() : trace();
            if (told == null) {
                return intervention;
            }
            told.onIntervention(intervention, now());
            if (late) {
                // Of a body, mostly, that was cut off when the span of the call had ended.
                told.onEnd(lastOutcome, false, attempt, now());
            }
            return intervention.inTrace(told.traceId(), told.spanId());
        } catch (Throwable ignored) {
            return intervention; // a tracer is a bystander
        }
    }

    /** The breaker has changed its state because of this call, of which the listener knows. */
    final void tellTransition() {
        Intervention transition = guard.transitions.take();
        if (transition != null) {
            tell(transition);
        }
    }

    private @Nullable CallTrace trace() {
        if (trace == null) {
            trace = begin();
            if (trace != null && lastOutcome != null) {
                trace.onAttempt(attempt, lastOutcome, attemptStartNanos, lastEndNanos);
            }
        }
        return trace;
    }

    private @Nullable CallTrace begin() {
        return guard.observers.tracer().begin(guard.destination, call.method(), captured, call.getClass(), startNanos);
    }

    /** The call begins, and is to be seen. */
    final void beginTrace() {
        try {
            trace = begin();
        } catch (Throwable ignored) {
            // A tracer is a bystander.
        }
    }

    /**
     * An attempt is made in this thread until the scope is closed.
     *
     * @return null if there is nothing to close
     */
    final @Nullable Scope enterAttempt() {
        return trace == null && captured == null && !policy.deadline().isTrusted() ? null : scopeOfAttempt();
    }

    private @Nullable Scope scopeOfAttempt() {
        try {
            String member = outboundMember();
            if (trace != null) {
                return trace.enterAttempt(attempt(), member);
            }
            // Later attempts may be made in another thread, which carries nothing of the application's.
            return captured != null && (attempt > 1 || member != null)
                    ? guard.observers.context().restore(captured, member, call.getClass())
                    : null;
        } catch (Throwable ignored) {
            return null;
        }
    }

    /** The attempt has been made, and this thread is done with it. */
    static void leave(Scope scope) {
        try {
            scope.close();
        } catch (Throwable ignored) {
            // A tracer is a bystander.
        }
    }

    /** The {@code traceparent} that the attempt has to carry because nobody else sends one, or null. */
    public final @Nullable String traceParent() {
        try {
            return trace == null ? guard.observers.tracer().passedOn(captured, call.getClass()) : trace.traceParent();
        } catch (Throwable ignored) {
            return null;
        }
    }

    /**
     * True if the call, which is over, had but this attempt, and no trace; then all is told. A short way for nearly all calls:
     * what a longer one costs is not the time, but that the JIT needs an object for the session.
     */
    final boolean countsAsOnlyAttempt(Outcome outcome, long now) {
        if (attempt != 1 || trace != null) {
            return false;
        }
        lastOutcome = outcome;
        lastEndNanos = now;
        over = true;
        guard.countOnlyAttempt(call, outcome, now - attemptStartNanos, now - startNanos, now);
        return true;
    }

    /** An attempt has ended. */
    final void tellAttempt(Outcome outcome, long now) {
        lastOutcome = outcome;
        lastEndNanos = now;
        try {
            if (!Guard.isUncounted(call, outcome)) {
                guard.meter.onAttempt(call.method(), outcome, now - attemptStartNanos);
            }
            if (trace != null) {
                trace.onAttempt(attempt, outcome, attemptStartNanos, now);
            }
        } catch (Throwable ignored) {
            // A meter is a bystander.
        }
    }

    /** The call has ended, in whatever way; told once. */
    final void tellEnd(boolean rejected, long now) {
        if (over) {
            return;
        }
        over = true;
        try {
            if (rejected || !Guard.isUncounted(call, lastOutcome)) {
                guard.meter.onCall(call.method(), lastOutcome, rejected, attempt, now - startNanos, now);
            }
            if (trace != null) {
                trace.onEnd(lastOutcome, rejected, attempt, now);
            }
        } catch (Throwable ignored) {
            // A meter is a bystander.
        }
    }

    /** The application has given up. */
    final void tellCancelled() {
        lastOutcome = Outcome.IGNORED;
        tellEnd(false, now());
    }

    /** The number of the attempt under way, from 1. */
    public final int attempt() {
        return Math.max(1, attempt);
    }

    /** What goes out in the baggage, as {@code key=value}, or null. */
    public abstract @Nullable String outboundMember();

    final long now() {
        return guard.surroundings.time().nanoTime();
    }
}
