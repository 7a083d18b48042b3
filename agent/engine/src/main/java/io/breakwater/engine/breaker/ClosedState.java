package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerPolicy;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * Lets all calls through and counts how they go. It is itself the permit of every call, so that granting costs nothing.
 *
 * <p>Thread-safety: thread-safe, lock-free. A success only adds; thresholds are looked at when a failure or a slow call
 * comes in.
 */
final class ClosedState implements State, Permit {
    private static final AtomicIntegerFieldUpdater<ClosedState> CONSECUTIVE_FAILURES =
            AtomicIntegerFieldUpdater.newUpdater(ClosedState.class, "consecutiveFailures");

    private final CircuitBreaker breaker;
    private final CallWindow window;

    /** Written by each failure, and by the first success after one. A stale read may miss a failure of the same moment. */
    private volatile int consecutiveFailures;

    ClosedState(CircuitBreaker breaker, CallWindow window, int consecutiveFailures) {
        this.breaker = breaker;
        this.window = window;
        this.consecutiveFailures = consecutiveFailures;
    }

    boolean fits(BreakerPolicy policy) {
        return window.fits(policy);
    }

    /** A closed state with an empty window of the policy's kind. */
    ClosedState withWindowOf(BreakerPolicy policy) {
        return new ClosedState(breaker, CallWindow.of(policy), consecutiveFailures);
    }

    @Override
    public CircuitState kind() {
        return CircuitState.CLOSED;
    }

    @Override
    public boolean permitsCall(long nowNanos) {
        return true;
    }

    @Override
    public Permit tryAcquire(long nowNanos) {
        return this;
    }

    @Override
    public long openNanosLeft(long nowNanos) {
        return 0;
    }

    @Override
    public void onSuccess(long nowNanos, long durationNanos) {
        // Reading first keeps the line shared between cores as long as nothing fails.
        if (consecutiveFailures != 0) {
            consecutiveFailures = 0;
        }
        BreakerPolicy policy = breaker.policy();
        boolean isSlow = durationNanos >= policy.slowCallNanos();
        window.record(nowNanos, false, isSlow);
        if (isSlow) {
            openIfDue(policy, nowNanos, 0);
        }
    }

    @Override
    public void onFailure(long nowNanos, long durationNanos) {
        BreakerPolicy policy = breaker.policy();
        window.record(nowNanos, true, durationNanos >= policy.slowCallNanos());
        openIfDue(policy, nowNanos, CONSECUTIVE_FAILURES.incrementAndGet(this));
    }

    @Override
    public void onIgnored(long nowNanos) {
        // Counts for nothing.
    }

    private void openIfDue(BreakerPolicy policy, long nowNanos, int consecutive) {
        if (breaker.isCurrent(this)) {
            String reason = OpeningRules.reasonToOpen(policy, window.tally(nowNanos), consecutive);
            if (reason != null) {
                breaker.open(this, 0, breaker.openNanos(0), reason, nowNanos);
            }
        }
    }
}
