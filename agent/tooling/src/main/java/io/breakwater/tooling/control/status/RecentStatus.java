package io.breakwater.tooling.control.status;

import java.util.Map;

/** The last ten seconds or so. Thread-safety: immutable. */
public final class RecentStatus {
    /** How long that is. */
    public final double seconds;

    public final double callsPerSecond;

    /** Calls that failed, and those that were rejected. */
    public final double failuresPerSecond;

    /** These, by what the application got. */
    public final Map<String, Long> failures;

    public final LatencyStatus latency;

    public RecentStatus(
            double seconds,
            double callsPerSecond,
            double failuresPerSecond,
            Map<String, Long> failures,
            LatencyStatus latency) {
        this.seconds = seconds;
        this.callsPerSecond = callsPerSecond;
        this.failuresPerSecond = failuresPerSecond;
        this.failures = failures;
        this.latency = latency;
    }
}
