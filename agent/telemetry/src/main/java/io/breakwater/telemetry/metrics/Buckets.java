package io.breakwater.telemetry.metrics;

/**
 * How many calls took how long, in the steps of {@link Durations}, and what can be told from that: a quantile lies
 * somewhere in its step, whose calls are taken for evenly spread, as Prometheus' {@code histogram_quantile} does with
 * buckets. It is a third too long or too short at most, between a millisecond and a minute.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Buckets {
    private static final double MILLIS_PER_SECOND = 1000;

    private final long[] counts = new long[Durations.steps()];

    public void add(Durations durations) {
        long below = 0;
        for (int step = 0; step < counts.length; step++) {
            counts[step] += durations.atMostStep(step) - below;
            below = durations.atMostStep(step);
        }
    }

    public void add(Buckets others) {
        for (int step = 0; step < counts.length; step++) {
            counts[step] += others.counts[step];
        }
    }

    /** What came in since then. */
    public Buckets since(Buckets earlier) {
        Buckets difference = new Buckets();
        for (int step = 0; step < counts.length; step++) {
            difference.counts[step] = Math.max(0, counts[step] - earlier.counts[step]);
        }
        return difference;
    }

    public long count() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /**
     * The time that this share of the calls took at most, in milliseconds; beyond the last bound, that bound.
     *
     * @return {@link Double#NaN} if there are no calls
     */
    public double quantileMillis(double quantile) {
        double rank = quantile * count();
        double lowerSeconds = 0;
        long below = 0;
        for (int step = 0; step < counts.length - 1; step++) {
            double upperSeconds = Durations.stepBoundSeconds(step);
            if (counts[step] > 0 && below + counts[step] >= rank) {
                double share = (rank - below) / counts[step];
                return (lowerSeconds + share * (upperSeconds - lowerSeconds)) * MILLIS_PER_SECOND;
            }
            below += counts[step];
            lowerSeconds = upperSeconds;
        }
        return count() == 0 ? Double.NaN : lowerSeconds * MILLIS_PER_SECOND;
    }
}
