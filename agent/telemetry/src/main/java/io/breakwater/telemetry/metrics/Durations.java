package io.breakwater.telemetry.metrics;

/**
 * A histogram as it was when it was read: its count is the sum of its buckets, so that the two never contradict each
 * other.
 *
 * <p>Thread-safety: immutable. Time: seconds.
 */
public final class Durations {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long[] cumulativeSteps;
    private final long sumNanos;

    Durations(long[] cumulativeSteps, long sumNanos) {
        this.cumulativeSteps = cumulativeSteps;
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
        int lastStep = bucket * DurationHistogram.STEPS + DurationHistogram.STEPS - 1;
        return cumulativeSteps[Math.min(lastStep, cumulativeSteps.length - 1)];
    }

    public long count() {
        return cumulativeSteps[cumulativeSteps.length - 1];
    }

    /** The number of parts that buckets are counted in; the last one has no bound. */
    static int steps() {
        return DurationHistogram.STEP_BOUNDS_NANOS.length + 1;
    }

    /** The upper bound of a step that has one, itself included. */
    static double stepBoundSeconds(int step) {
        return DurationHistogram.STEP_BOUNDS_NANOS[step] / NANOS_PER_SECOND;
    }

    /** How many took no longer than the step's bound. */
    long atMostStep(int step) {
        return cumulativeSteps[step];
    }

    /** Not read at the same moment as the counts: a few calls may be in one of the two only. */
    public double sumSeconds() {
        return sumNanos / NANOS_PER_SECOND;
    }
}
