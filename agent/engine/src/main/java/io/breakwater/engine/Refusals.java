package io.breakwater.engine;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BreakerOverride;

/**
 * Refused calls and attempts: what the listener is told, and what the application may be told.
 *
 * <p>Thread-safety: stateless.
 */
final class Refusals {
    private Refusals() {}

    /** No place in the bulkhead. */
    static Rejection reportFull(CallSession session, boolean enforced) {
        Guard guard = session.guard();
        String origin = guard.policy.bulkhead().origin();
        int places = guard.policy.bulkhead().maxConcurrentCalls();
        String reason = places == 1 ? "the only place is taken" : "all " + places + " places are taken";
        session.report(InterventionKind.BULKHEAD_FULL, enforced, reason, 0, origin);
        return Rejection.bulkheadFull(guard.destination, reason, origin);
    }

    /** The breaker of the target, which after a redirect is not the call's own, is open. */
    static Rejection reportOpen(
            CallSession session, Guard target, Stage stage, InterventionKind kind, boolean enforced, long now) {
        BreakerOverride forced = target.breaker.override();
        String origin = forced == null ? target.policy.breaker().origin() : forced.origin();
        String reason = forced == null ? "the circuit breaker is open" : "the circuit breaker is forced open";
        session.report(target, kind, enforced, reason, target.breaker.openNanosLeft(now), origin);
        return Rejection.circuitOpen(stage, target.destination, origin);
    }

    /** The backoff, or the thread that slept in it, took longer than the call has time. */
    static void reportLate(CallSession session) {
        String origin = session.guard().policy.timeouts().origin();
        session.report(
                InterventionKind.RETRY_OUT_OF_TIME, true, "too little time is left after the backoff", 0, origin);
    }
}
