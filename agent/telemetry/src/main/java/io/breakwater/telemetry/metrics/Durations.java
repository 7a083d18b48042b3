package io.breakwater.telemetry.metrics;

/**
 * A histogram as it was when it was read: its count is the sum of its buckets, so that the two never contradict each
 * other.
 *
 * <p>Thread-safety: immutable. Time: seconds.
 */
public final class Durations {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] cumulative;
    private final long sumNanos;

    Durations(long[] cumulative, long sumNanos) {
        this.cumulative = cumulative;
        this.sumNanos = sumNanos;
    }

    /** The number of buckets, the last one, which has no bound, included. */
    public static int buckets() {
        return DurationHistogram.BOUNDS_NANOS.length + 1;
    }

    /** The upper bound of a bucket, itself included; positive infinity for the last. */
    public static double boundSeconds(int bucket) {
        return bucket < DurationHistogram.BOUNDS_NANOS.length
                ? DurationHistogram.BOUNDS_NANOS[bucket] / NANOS_PER_SECOND
                : Double.POSITIVE_INFINITY;
    }

    /** How many took no longer than the bucket's bound. */
    public long atMost(int bucket) {
        return cumulative[bucket];
    }

    public long count() {
        return cumulative[cumulative.length - 1];
    }

    /** Not read at the same moment as the counts: a few calls may be in one of the two only. */
    public double sumSeconds() {
        return sumNanos / NANOS_PER_SECOND;
    }
}
