package io.breakwater.engine.breaker;

import org.jspecify.annotations.Nullable;

/** Refuses all calls until its time is over; the first call after that is a probe. Thread-safety: immutable. */
final class OpenState implements State {
    private final CircuitBreaker breaker;
    private final long sinceNanos;
    private final long openNanos;
    private final int failedRounds;

    OpenState(CircuitBreaker breaker, long sinceNanos, long openNanos, int failedRounds) {
        this.breaker = breaker;
        this.sinceNanos = sinceNanos;
        this.openNanos = openNanos;
        this.failedRounds = failedRounds;
    }

    @Override
    public CircuitState kind() {
        return CircuitState.OPEN;
    }

    @Override
    public boolean permitsCall(long nowNanos) {
        return nowNanos - sinceNanos >= openNanos;
    }

    @Override
    public @Nullable Permit tryAcquire(long nowNanos) {
        if (!permitsCall(nowNanos)) {
            return null;
        }
        HalfOpenState next = new HalfOpenState(breaker, breaker.policy(), failedRounds);
        Permit firstProbe = next.tryAcquire(nowNanos);
        return breaker.halfOpen(this, next) ? firstProbe : null;
    }

    @Override
    public long openNanosLeft(long nowNanos) {
        return Math.max(0, openNanos - (nowNanos - sinceNanos));
    }
}
