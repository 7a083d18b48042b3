package io.breakwater.tooling.control.status;

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
}
