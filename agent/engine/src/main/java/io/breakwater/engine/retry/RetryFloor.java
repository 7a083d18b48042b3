package io.breakwater.engine.retry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many retries per second that need no calls: a token bucket that is full at first, holds as many as fit into one
 * window, and fills up again evenly. An outage therefore meets one burst, and after it a trickle, not a burst in each
 * window.
 *
 * <p>Thread-safety: thread-safe, lock-free: all state is in {@code fullAtNanos}. Time: nanoseconds given by the caller,
 * compared by subtraction only.
 *
 * <p>Source: the generic cell rate algorithm (ITU-T I.371), with the arrival time read as "the bucket is full again".
 */
final class RetryFloor {
    /** Nothing was ever taken. As a time it comes up once in centuries, and then costs one burst. */
    private static final long UNTOUCHED = Long.MIN_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;

    /** 73 years: sums of two do not overflow. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private final long nanosPerRetry;
    private final long capacityNanos;

    /** When the bucket will be full, if nothing more is taken; a time in the past means that it is. */
    private final AtomicLong fullAtNanos = new AtomicLong(UNTOUCHED);

    /** @param perSecond retries per second; 0 grants none */
    RetryFloor(double perSecond, long windowNanos) {
        this.nanosPerRetry = perSecond > 0 ? Math.min((long) (NANOS_PER_SECOND / perSecond), LONGEST_NANOS) : 0;
        // A trickle of less than one retry per window must be able to fill up one retry.
        this.capacityNanos = Math.max(Math.min(windowNanos, LONGEST_NANOS), nanosPerRetry);
    }

    boolean tryTake(long nowNanos) {
        while (nanosPerRetry > 0) {
            long current = fullAtNanos.get();
            long missing = missingNanos(current, nowNanos) + nanosPerRetry;
            if (missing > capacityNanos) {
                return false;
            }
            if (fullAtNanos.compareAndSet(current, nowNanos + missing)) {
                return true;
            }
        }
        return false;
    }

    /** Retries that could be taken now, with the fraction of the next. */
    double balance(long nowNanos) {
        return nanosPerRetry == 0
                ? 0
                : (double) (capacityNanos - missingNanos(fullAtNanos.get(), nowNanos)) / nanosPerRetry;
    }

    /** Takes over the balance of a predecessor, as far as there is room for it. */
    void inherit(double balance, long nowNanos) {
        double heldNanos = Math.min(balance * nanosPerRetry, (double) capacityNanos);
        fullAtNanos.set(nowNanos + capacityNanos - (long) heldNanos);
    }

    private long missingNanos(long fullAt, long nowNanos) {
        return fullAt == UNTOUCHED ? 0 : Math.min(Math.max(0, fullAt - nowNanos), capacityNanos);
    }
}
