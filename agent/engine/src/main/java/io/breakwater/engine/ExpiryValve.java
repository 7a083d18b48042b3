package io.breakwater.engine;

import io.breakwater.engine.window.Bucket;
import io.breakwater.engine.window.RollingWindow;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many calls may be refused because of a deadline that another machine's clock has set: a fifth of those in the last
 * ten seconds. If that clock is wrong, all of them seem to be late.
 *
 * <p>Source: {@code maxRejectFraction} of Finagle's deadline filter. Thread-safety: thread-safe, lock-free; two threads at
 * the limit may both be let through. Time: nanoseconds.
 */
final class ExpiryValve {
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final int ONE_IN = 5;

    private final RollingWindow<Count> window = new RollingWindow<>(WINDOW_NANOS, Count::new);

    /** A call with such a deadline is made. */
    void onCall(long nowNanos) {
        window.bucketAt(nowNanos).calls.increment();
    }

    /** True if one more may be refused; it counts as refused then. */
    boolean tryRefuse(long nowNanos) {
        long calls = window.sum(nowNanos, count -> count.calls.sum());
        long refused = window.sum(nowNanos, count -> count.refused.sum());
        if ((refused + 1) * ONE_IN > calls) {
            return false;
        }
        window.bucketAt(nowNanos).refused.increment();
        return true;
    }

    private static final class Count extends Bucket {
        final LongAdder calls = new LongAdder();
        final LongAdder refused = new LongAdder();

        Count(long startNanos) {
            super(startNanos);
        }
    }
}
