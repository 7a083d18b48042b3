package io.breakwater.telemetry.history;

import io.breakwater.telemetry.metrics.Buckets;

/** All that one destination has counted until now, and its state. Thread-safety: confined to one reading. */
final class HostTotals {
    long succeeded;
    long failed;
    long rejected;
    long retried;
    long interventions;
    long observed;
    final Buckets durations = new Buckets();
    float inUse;
    float breaker;

    long calls() {
        return succeeded + failed + rejected;
    }
}
