package io.breakwater.telemetry.metrics.jmx;

/** Reads what is asked for. Thread-safety: thread-safe. */
final class AgentBean implements AgentMXBean {
    private final RecentValues values;

    AgentBean(RecentValues values) {
        this.values = values;
    }

    @Override
    public String getVersion() {
        return values.get().version;
    }

    @Override
    public String getMode() {
        return values.get().mode;
    }

    @Override
    public long getFailOpen() {
        return values.get().byHost.values().stream()
                .mapToLong(host -> host.failOpen)
                .sum();
    }

    @Override
    public long getDestinations() {
        return values.get().destinations;
    }

    @Override
    public long getDestinationsLimit() {
        return values.get().destinationsLimit;
    }

    @Override
    public double getConfigurationAgeSeconds() {
        return values.get().configurationAgeSeconds;
    }

    @Override
    public boolean isConfigurationUpToDate() {
        return values.get().configurationUpToDate;
    }

    @Override
    public long getReloadsApplied() {
        return values.get().reloads.getOrDefault("applied", 0L);
    }

    @Override
    public long getReloadsRefused() {
        return values.get().reloads.getOrDefault("refused", 0L);
    }
}
