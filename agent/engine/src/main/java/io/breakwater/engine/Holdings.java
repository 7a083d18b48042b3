package io.breakwater.engine;

import io.breakwater.engine.breaker.Permit;
import io.breakwater.engine.bulkhead.Waiter;
import io.breakwater.engine.policy.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What a call holds and must give back: a place in the bulkhead of its destination, or one in the queue for it, and the
 * permit of a breaker: that of the call's own destination, or, after a redirect, that of the target.
 *
 * <p>{@link CallSession} is its only heir, and not its owner, so that a call is one object: the JIT needs no memory for
 * one that stays in a method, but JDK 11 and 17 do not manage it for two that refer to each other.
 *
 * <p>Thread-safety: confined as the session is. Giving back what is not held has no effect.
 */
abstract class Holdings {
    final Guard guard;
    private boolean hasPlace;
    private @Nullable Waiter waiter;
    private @Nullable Guard permitGuard;
    private long permitNanos;
    private @Nullable Permit permit;

    Holdings(Guard guard) {
        this.guard = guard;
        this.permitGuard = guard;
    }

    /** Takes a place in the bulkhead. False if there is none. */
    final boolean takePlace() {
        hasPlace = guard.bulkhead.tryAcquire();
        return hasPlace;
    }

    final void takePlaceBeyondLimit() {
        guard.bulkhead.acquireBeyondLimit();
        hasPlace = true;
    }

    /** Joins the queue for a place. False if there is no room in it. */
    final boolean queue(Runnable onGranted) {
        waiter = guard.bulkhead.enqueue(onGranted);
        return waiter != null;
    }

    /** Ends the wait in the queue. True if it brought a place. */
    final boolean takeQueuedPlace() {
        Waiter waited = waiter;
        waiter = null;
        hasPlace = waited != null && !waited.cancel();
        return hasPlace;
    }

    final void leavePlace() {
        if (hasPlace) {
            hasPlace = false;
            guard.bulkhead.release();
        }
    }

    /** True if a permit of that guard's breaker is held. */
    final boolean countsFor(Guard other) {
        return permit != null && permitGuard != null && permitGuard.breaker == other.breaker;
    }

    /** What comes next reaches a destination that nothing guards. */
    final void countForNobody() {
        permitGuard = null;
    }

    /** Takes a permit of a breaker, for which the attempt counts from now on. False if it refuses, whatever its mode. */
    final boolean takePermit(Guard next, long nowNanos) {
        if (permitGuard != next) {
            // After a redirect only. Each store of a reference costs, even one that changes nothing.
            permitGuard = next;
        }
        permitNanos = nowNanos;
        if (next.policy.breaker().mode() == Mode.DISABLED) {
            return true;
        }
        permit = next.breaker.tryAcquire(nowNanos);
        return permit != null;
    }

    /** Completes the permit, if there is one: exactly once, however often this is called. */
    final void completePermit(Outcome outcome, long nowNanos) {
        Permit held = permit;
        Guard counted = permitGuard;
        if (held == null || counted == null) {
            return;
        }
        permit = null;
        if (outcome == Outcome.IGNORED || outcome == Outcome.NOT_STARTED) {
            held.onIgnored(nowNanos);
        } else if (counted.policy.breaker().failOn().matches(outcome)) {
            held.onFailure(nowNanos, nowNanos - permitNanos);
        } else {
            held.onSuccess(nowNanos, nowNanos - permitNanos);
        }
    }

    /** Gives everything back; the attempt counts for nothing. Reads no clock, which may be what broke. */
    final void giveBack() {
        if (waiter != null) {
            takeQueuedPlace();
        }
        leavePlace();
        completePermit(Outcome.IGNORED, permitNanos);
    }
}
