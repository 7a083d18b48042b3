package io.breakwater.telemetry.history;

import io.breakwater.telemetry.metrics.Durations;

/** All that one destination has counted until now, and its state. Thread-safety: confined to one reading. */
final class HostTotals {
    private static final double MILLIS = 1e3;

    long succeeded;
    long failed;
    long rejected;
    long retried;
    long interventions;
    long observed;
    final long[] atMost = new long[Durations.buckets()];
    float inUse;
    float breaker;

    long calls() {
        return succeeded + failed + rejected;
    }

    void add(Durations durations) {
        for (int bucket = 0; bucket < atMost.length; bucket++) {
            atMost[bucket] += durations.atMost(bucket);
        }
    }

    /**
     * The time that this share of the calls since {@code before} took at most, in milliseconds; within a bucket the calls are
     * taken for evenly spread, as Prometheus' {@code histogram_quantile} does. {@link Series#NONE} if there were no calls.
     */
    float quantileMillis(HostTotals before, double share) {
        int last = atMost.length - 1;
        long calls = atMost[last] - before.atMost[last];
        if (calls <= 0) {
            return Series.NONE;
        }
        double rank = share * calls;
        for (int bucket = 0; bucket < last; bucket++) {
            long upTo = atMost[bucket] - before.atMost[bucket];
            if (upTo >= rank) {
                long below = bucket == 0 ? 0 : atMost[bucket - 1] - before.atMost[bucket - 1];
                double from = bucket == 0 ? 0 : Durations.boundSeconds(bucket - 1);
                double width = Durations.boundSeconds(bucket) - from;
                double part = upTo == below ? 1 : (rank - below) / (upTo - below);
                return (float) ((from + width * part) * MILLIS);
            }
        }
        return (float) (Durations.boundSeconds(last - 1) * MILLIS);
    }
}
