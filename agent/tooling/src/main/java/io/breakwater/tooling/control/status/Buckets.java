package io.breakwater.tooling.control.status;

import io.breakwater.telemetry.metrics.Durations;

/**
 * How many calls took how long, in the buckets of {@link Durations}, and what can be told from that: a quantile lies
 * somewhere in its bucket, and is taken from its height on the way through it.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class Buckets {
    private static final double MILLIS_PER_SECOND = 1000;

    private final long[] counts = new long[Durations.buckets()];

    void add(Durations durations) {
        long below = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += durations.atMost(bucket) - below;
            below = durations.atMost(bucket);
        }
    }

    void add(Buckets others) {
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] += others.counts[bucket];
        }
    }

    /** What came in since then. */
    Buckets since(Buckets earlier) {
        Buckets difference = new Buckets();
        for (int bucket = 0; bucket < counts.length; bucket++) {
            difference.counts[bucket] = Math.max(0, counts[bucket] - earlier.counts[bucket]);
        }
        return difference;
    }

    LatencyStatus latency() {
        return new LatencyStatus(count(), quantileMillis(0.5), quantileMillis(0.99), quantileMillis(0.999));
    }

    private long count() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** 0 if there are no calls; beyond the last bound, that bound. */
    double quantileMillis(double quantile) {
        double rank = quantile * count();
        double lowerSeconds = 0;
        long below = 0;
        for (int bucket = 0; bucket < counts.length - 1; bucket++) {
            double upperSeconds = Durations.boundSeconds(bucket);
            if (counts[bucket] > 0 && below + counts[bucket] >= rank) {
                double share = (rank - below) / counts[bucket];
                return rounded((lowerSeconds + share * (upperSeconds - lowerSeconds)) * MILLIS_PER_SECOND);
            }
            below += counts[bucket];
            lowerSeconds = upperSeconds;
        }
        return below == count() ? 0 : rounded(lowerSeconds * MILLIS_PER_SECOND);
    }

    /** To a hundredth: more digits would pretend to know. */
    private static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }
}
