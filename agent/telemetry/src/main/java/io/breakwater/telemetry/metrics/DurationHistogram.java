package io.breakwater.telemetry.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * Durations in fixed buckets, from a millisecond, for databases, to a minute, for exports. Each bucket is counted in
 * steps, whose bounds are a third apart at most, from a millisecond on: by buckets alone, a tail would look up to three times
 * as long as it is.
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

    /** How many steps a bucket has. */
    static final int STEPS = 4;

    /** Upper bounds of the steps; every fourth is that of a bucket. */
    static final long[] STEP_BOUNDS_NANOS = stepBounds();

    private final LongAdder[] steps = new LongAdder[STEP_BOUNDS_NANOS.length + 1];
    private final LongAdder sumNanos = new LongAdder();

    DurationHistogram() {
        for (int step = 0; step < steps.length; step++) {
            steps[step] = new LongAdder();
        }
    }

    /** Each bucket in equal ratios. */
    private static long[] stepBounds() {
        long[] bounds = new long[BOUNDS_NANOS.length * STEPS];
        double lower = BOUNDS_NANOS[0] / 16.0;
        for (int bucket = 0; bucket < BOUNDS_NANOS.length; bucket++) {
            double ratio = Math.pow(BOUNDS_NANOS[bucket] / lower, 1.0 / STEPS);
            for (int step = 0; step < STEPS - 1; step++) {
                bounds[bucket * STEPS + step] = Math.round(lower * Math.pow(ratio, step + 1));
            }
            bounds[bucket * STEPS + STEPS - 1] = BOUNDS_NANOS[bucket];
            lower = BOUNDS_NANOS[bucket];
        }
        return bounds;
    }

    void record(long nanos) {
        sumNanos.add(Math.max(0, nanos));
        steps[stepOf(nanos)].increment();
    }

    Durations read() {
        long sum = sumNanos.sum();
        long[] cumulative = new long[steps.length];
        long soFar = 0;
        for (int step = 0; step < steps.length; step++) {
            soFar += steps[step].sum();
            cumulative[step] = soFar;
        }
        return new Durations(cumulative, sum);
    }

    /** By halves: a loop over all bounds would be unrolled, and be too large to be compiled into its caller. */
    private static int stepOf(long nanos) {
        int low = 0;
        int high = STEP_BOUNDS_NANOS.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (nanos > STEP_BOUNDS_NANOS[middle]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
