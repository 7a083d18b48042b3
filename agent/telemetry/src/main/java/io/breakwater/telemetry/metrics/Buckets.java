package io.breakwater.telemetry.metrics;

/**
 * How many calls took how long, in the buckets of {@link Durations}, and what can be told from that: a quantile lies
 * somewhere in its bucket, whose calls are taken for evenly spread, as Prometheus' {@code histogram_quantile} does.
 *
 * <p>Thread-safety: confined to one thread.
 */
public final class Buckets {
    private static final double MILLIS_PER_SECOND = 1000;

    private final long[] counts = new long[Durations.buckets()];

    public void add(Durations durations) {
        long below = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += durations.atMost(bucket) - below;
            below = durations.atMost(bucket);
        }
    }

    public void add(Buckets others) {
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += others.counts[bucket];
        }
    }

    /** What came in since then. */
    public Buckets since(Buckets earlier) {
        Buckets difference = new Buckets();
        for (int bucket = 0; bucket < counts.length; bucket++) {
            difference.counts[bucket] = Math.max(0, counts[bucket] - earlier.counts[bucket]);
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
        for (int bucket = 0; bucket < counts.length - 1; bucket++) {
            double upperSeconds = Durations.boundSeconds(bucket);
            if (counts[bucket] > 0 && below + counts[bucket] >= rank) {
                double share = (rank - below) / counts[bucket];
                return (lowerSeconds + share * (upperSeconds - lowerSeconds)) * MILLIS_PER_SECOND;
            }
            below += counts[bucket];
            lowerSeconds = upperSeconds;
        }
        return count() == 0 ? Double.NaN : lowerSeconds * MILLIS_PER_SECOND;
    }
}
