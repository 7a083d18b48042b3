package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.window.Bucket;
import io.breakwater.engine.window.RollingWindow;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** The calls of the last so many nanoseconds. Thread-safety: thread-safe, lock-free. */
final class TimeWindow implements CallWindow {
    private final long windowNanos;
    private final RollingWindow<Calls> window;

    TimeWindow(long windowNanos) {
        this.windowNanos = windowNanos;
        this.window = new RollingWindow<>(windowNanos, Calls::new);
    }

    @Override
    public void record(long nowNanos, boolean isFailure, boolean isSlow) {
        Calls calls = window.bucketAt(nowNanos);
        Calls.COUNT.getAndIncrement(calls);
        if (isFailure) {
            Calls.FAILURES.getAndIncrement(calls);
        }
        if (isSlow) {
            Calls.SLOW.getAndIncrement(calls);
        }
    }

    @Override
    public CallTally tally(long nowNanos) {
        return new CallTally(
                window.sum(nowNanos, calls -> calls.count),
                window.sum(nowNanos, calls -> calls.failures),
                window.sum(nowNanos, calls -> calls.slow));
    }

    @Override
    public boolean fits(BreakerPolicy policy) {
        return policy.windowCalls() == 0 && policy.windowNanos() == windowNanos;
    }

    /** Plain fields and static updaters: a {@code LongAdder} for each would need a hundred times the room. */
    private static final class Calls extends Bucket {
        static final AtomicIntegerFieldUpdater<Calls> COUNT =
                AtomicIntegerFieldUpdater.newUpdater(Calls.class, "count");
        static final AtomicIntegerFieldUpdater<Calls> FAILURES =
                AtomicIntegerFieldUpdater.newUpdater(Calls.class, "failures");
        static final AtomicIntegerFieldUpdater<Calls> SLOW = AtomicIntegerFieldUpdater.newUpdater(Calls.class, "slow");

        volatile int count;
        volatile int failures;
        volatile int slow;

        Calls(long startNanos) {
            super(startNanos);
        }
    }
}
