package io.breakwater.tooling.control;

import io.breakwater.telemetry.metrics.ConfigurationState;

/** A configuration that observes, and that nobody has changed. Thread-safety: immutable. */
public final class FixedConfiguration implements ConfigurationState {
    @Override
    public String mode() {
        return "observe";
    }

    @Override
    public double ageSeconds() {
        return 0;
    }

    @Override
    public long appliedReloads() {
        return 0;
    }

    @Override
    public long refusedReloads() {
        return 0;
    }

    @Override
    public boolean isUpToDate() {
        return true;
    }
}
