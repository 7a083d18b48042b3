package io.breakwater.telemetry.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * Durations in fixed buckets, from a millisecond, for databases, to a minute, for exports.
 *
 * <p>Thread-safety: thread-safe, lock-free; recording allocates nothing once the adders have grown.
 */
final class DurationHistogram {
    private static final long MILLIS = 1_000_000;

    /** Upper bounds, which belong to their buckets; one more bucket has none. */
    static final long[] BOUNDS_NANOS = {
        MILLIS,
        5 * MILLIS / 2,
        5 * MILLIS,
        10 * MILLIS,
        25 * MILLIS,
        50 * MILLIS,
        100 * MILLIS,
        250 * MILLIS,
        500 * MILLIS,
        1_000 * MILLIS,
        2_500 * MILLIS,
        5_000 * MILLIS,
        10_000 * MILLIS,
        30_000 * MILLIS,
        60_000 * MILLIS
    };

    private final LongAdder[] buckets = new LongAdder[BOUNDS_NANOS.length + 1];
    private final LongAdder sumNanos = new LongAdder();

    DurationHistogram() {
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            buckets[bucket] = new LongAdder();
        }
    }

    void record(long nanos) {
        sumNanos.add(Math.max(0, nanos));
        buckets[bucketOf(nanos)].increment();
    }

    Durations read() {
        long sum = sumNanos.sum();
        long[] cumulative = new long[buckets.length];
        long soFar = 0;
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            soFar += buckets[bucket].sum();
            cumulative[bucket] = soFar;
        }
        return new Durations(cumulative, sum);
    }

    /** By halves: a loop over all bounds would be unrolled, and be too large to be compiled into its caller. */
    private static int bucketOf(long nanos) {
        int low = 0;
        int high = BOUNDS_NANOS.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos > BOUNDS_NANOS[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
