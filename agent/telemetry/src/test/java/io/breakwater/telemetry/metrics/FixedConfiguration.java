package io.breakwater.telemetry.metrics;

/** A configuration that has been in force for a minute and a half, after one reload and two that were refused. */
final class FixedConfiguration implements ConfigurationState {
    private final String mode;

    FixedConfiguration(String mode) {
        this.mode = mode;
    }

    @Override
    public String mode() {
        return mode;
    }

    @Override
    public double ageSeconds() {
        return 90;
    }

    @Override
    public long appliedReloads() {
        return 1;
    }

    @Override
    public long refusedReloads() {
        return 2;
    }

    @Override
    public boolean isUpToDate() {
        return true;
    }
}
