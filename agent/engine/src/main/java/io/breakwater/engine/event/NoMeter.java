package io.breakwater.engine.event;

import io.breakwater.engine.Outcome;
import org.jspecify.annotations.Nullable;

/** Counts nothing. Thread-safety: stateless. */
final class NoMeter implements CallMeter {
    static final CallMeter INSTANCE = new NoMeter();

    private NoMeter() {}

    @Override
    public void onAttempt(String method, Outcome outcome, long nanos) {}

    @Override
    public void onCall(
            String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos, long nowNanos) {}
}
