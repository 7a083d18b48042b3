package io.breakwater.tooling;

import io.breakwater.telemetry.metrics.ConfigurationState;

/** One that is in force from the start, and observes. */
public final class UnchangedConfiguration implements ConfigurationState {
    @Override
    public String mode() {
        return "observe";
    }

    @Override
    public double ageSeconds() {
        return 1;
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
