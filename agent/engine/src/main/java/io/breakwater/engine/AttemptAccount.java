package io.breakwater.engine;

import io.breakwater.engine.breaker.Permit;
import io.breakwater.engine.policy.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Whose breaker an attempt counts for, since when, and the permit that it holds: that of the call's own destination, or,
 * after a redirect, that of the target.
 *
 * <p>Thread-safety: confined as the session is.
 */
final class AttemptAccount {
    private Guard guard;
    private long startNanos;
    private @Nullable Permit permit;

    AttemptAccount(Guard guard) {
        this.guard = guard;
    }

    /** True if a permit of this guard's is held. */
    boolean isFor(Guard other) {
        return guard == other && permit != null;
    }

    /** Takes a permit of the destination's breaker. False if the breaker refuses, whatever its mode. */
    boolean open(Guard next, long nowNanos) {
        guard = next;
        startNanos = nowNanos;
        if (next.policy.breaker().mode() == Mode.DISABLED) {
            return true;
        }
        permit = next.breaker.tryAcquire(nowNanos);
        return permit != null;
    }

    /** Completes the permit, if there is one: exactly once, however often this is called. */
    void close(Outcome outcome, long nowNanos) {
        Permit held = permit;
        if (held == null) {
            return;
        }
        permit = null;
        if (outcome == Outcome.IGNORED || outcome == Outcome.NOT_STARTED) {
            held.onIgnored(nowNanos);
        } else if (guard.policy.breaker().failOn().matches(outcome)) {
            held.onFailure(nowNanos, nowNanos - startNanos);
        } else {
            held.onSuccess(nowNanos, nowNanos - startNanos);
        }
    }
}
