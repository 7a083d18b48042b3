package io.breakwater.tooling.control.status;

import io.breakwater.telemetry.metrics.Buckets;

/** How long calls took, with all attempts and waits. Thread-safety: immutable. */
public final class LatencyStatus {
    /** How many calls it is known of. */
    public final long calls;

    public final double p50Millis;
    public final double p99Millis;
    public final double p999Millis;

    public LatencyStatus(long calls, double p50Millis, double p99Millis, double p999Millis) {
        this.calls = calls;
        this.p50Millis = p50Millis;
        this.p99Millis = p99Millis;
        this.p999Millis = p999Millis;
    }

    /** 0 where there are no calls. */
    static LatencyStatus of(Buckets buckets) {
        return new LatencyStatus(
                buckets.count(),
                rounded(buckets.quantileMillis(0.5)),
                rounded(buckets.quantileMillis(0.99)),
                rounded(buckets.quantileMillis(0.999)));
    }

    /** To a hundredth: more digits would pretend to know. */
    private static double rounded(double millis) {
        return Double.isNaN(millis) ? 0 : Math.round(millis * 100) / 100.0;
    }
}
