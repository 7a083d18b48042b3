package io.breakwater.telemetry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lets one line through per period, and counts the others. Thread-safety: thread-safe, lock-free. Time: nanoseconds given
 * by the caller, compared by subtraction only.
 */
final class LineLimit {
    static final long NO_LINE = -1;

    private final long periodNanos;
    private final AtomicLong nextLineNanos;
    private final LongAdder suppressed = new LongAdder();

    LineLimit(long periodNanos, long nowNanos) {
        this.periodNanos = periodNanos;
        this.nextLineNanos = new AtomicLong(nowNanos);
    }

    /** The number of lines that this one stands for besides itself, or {@link #NO_LINE}, which is then counted. */
    long tryLine(long nowNanos) {
        long next = nextLineNanos.get();
        if (nowNanos - next >= 0 && nextLineNanos.compareAndSet(next, nowNanos + periodNanos)) {
            return suppressed.sumThenReset();
        }
        suppressed.increment();
        return NO_LINE;
    }

    boolean isIdle(long nowNanos) {
        return nowNanos - nextLineNanos.get() >= 0;
    }

    /** Nanoseconds since the last line, at a time when the next one is due. */
    long sinceLastLineNanos(long nowNanos) {
        return nowNanos - nextLineNanos.get() + periodNanos;
    }
}
