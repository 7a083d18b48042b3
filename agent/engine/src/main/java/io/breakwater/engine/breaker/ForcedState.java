package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerOverride;
import org.jspecify.annotations.Nullable;

/**
 * Open or closed because somebody said so, until somebody says otherwise. How calls end changes nothing, and so it is the
 * permit of all of them. Thread-safety: immutable.
 */
final class ForcedState implements State, Permit {
    private final BreakerOverride override;

    ForcedState(BreakerOverride override) {
        this.override = override;
    }

    BreakerOverride override() {
        return override;
    }

    @Override
    public CircuitState kind() {
        return override.isOpen() ? CircuitState.OPEN : CircuitState.CLOSED;
    }

    @Override
    public boolean permitsCall(long nowNanos) {
        return !override.isOpen();
    }

    @Override
    public @Nullable Permit tryAcquire(long nowNanos) {
        return permitsCall(nowNanos) ? this : null;
    }

    /** Nobody knows; told as 0, as where it is not open. */
    @Override
    public long openNanosLeft(long nowNanos) {
        return 0;
    }

    @Override
    public void onSuccess(long nowNanos, long durationNanos) {
        // Counts for nothing.
    }

    @Override
    public void onFailure(long nowNanos, long durationNanos) {
        // Counts for nothing.
    }

    @Override
    public void onIgnored(long nowNanos) {
        // Counts for nothing.
    }
}
