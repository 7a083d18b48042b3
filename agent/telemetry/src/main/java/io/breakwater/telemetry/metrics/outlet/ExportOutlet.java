package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.telemetry.metrics.export.MetricExport;

/** Our own exporter, some seconds after the start and once there is a call to tell of. */
final class ExportOutlet implements MetricOutlets.Outlet {
    private final MetricExport export;
    private final Metrics metrics;
    private final long dueNanos;

    ExportOutlet(MetricExport export, Metrics metrics, long dueNanos) {
        this.export = export;
        this.metrics = metrics;
        this.dueNanos = dueNanos;
    }

    @Override
    public String name() {
        return "metrics by OTLP";
    }

    @Override
    public String module() {
        return "java.base";
    }

    @Override
    public boolean isDue(long nowNanos) {
        return nowNanos - dueNanos >= 0 && metrics.hasDestinations();
    }

    @Override
    public void open() {
        export.begin();
    }

    @Override
    public void update() {}

    @Override
    public void close() {
        export.close();
    }
}
