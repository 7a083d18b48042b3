package io.breakwater.tooling.control.status;

/** The last ten seconds or so. Thread-safety: immutable. */
public final class RecentStatus {
    /** How long that is. */
    public final double seconds;

    public final double callsPerSecond;

    /** Calls that failed, and those that were rejected. */
    public final double failuresPerSecond;

    public final LatencyStatus latency;

    public RecentStatus(double seconds, double callsPerSecond, double failuresPerSecond, LatencyStatus latency) {
        this.seconds = seconds;
        this.callsPerSecond = callsPerSecond;
        this.failuresPerSecond = failuresPerSecond;
        this.latency = latency;
    }
}
