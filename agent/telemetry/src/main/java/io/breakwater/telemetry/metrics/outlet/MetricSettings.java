package io.breakwater.telemetry.metrics.outlet;

/** What the configuration says of metrics. Thread-safety: immutable. */
public final class MetricSettings {
    private final int prometheusPort;
    private final boolean hasMBeans;

    /** @param prometheusPort a port of the loopback address, or 0 for none */
    public MetricSettings(int prometheusPort, boolean hasMBeans) {
        this.prometheusPort = prometheusPort;
        this.hasMBeans = hasMBeans;
    }

    public int prometheusPort() {
        return prometheusPort;
    }

    public boolean hasMBeans() {
        return hasMBeans;
    }
}
