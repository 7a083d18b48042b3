package io.breakwater.engine;

import io.breakwater.engine.event.InterventionKind;

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
        String reason = "all " + guard.policy.bulkhead().maxConcurrentCalls() + " places are taken";
        session.report(InterventionKind.BULKHEAD_FULL, enforced, reason, 0, origin);
        return Rejection.bulkheadFull(guard.destination, reason, origin);
    }

    /** The breaker of the target, which after a redirect is not the call's own, is open. */
    static Rejection reportOpen(
            CallSession session, Guard target, Stage stage, InterventionKind kind, boolean enforced, long now) {
        String origin = target.policy.breaker().origin();
        long openNanos = target.breaker.openNanosLeft(now);
        session.report(target, kind, enforced, "the circuit breaker is open", openNanos, origin);
        return Rejection.circuitOpen(stage, target.destination, origin);
    }

    /** The backoff, or the thread that slept in it, took longer than the call has time. */
    static void reportLate(CallSession session) {
        String origin = session.guard().policy.timeouts().origin();
        session.report(
                InterventionKind.RETRY_OUT_OF_TIME, true, "too little time is left after the backoff", 0, origin);
    }
}
