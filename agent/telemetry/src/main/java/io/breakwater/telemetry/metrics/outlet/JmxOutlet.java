package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.telemetry.metrics.jmx.MBeans;
import org.jspecify.annotations.Nullable;

/** The MBeans, some seconds after the first guarded call was seen. */
final class JmxOutlet implements MetricOutlets.Outlet {
    private final Metrics metrics;
    private final TimeSource time;
    private boolean hasSeenCall;
    private long firstSeenNanos;
    private @Nullable MBeans beans;

    JmxOutlet(Metrics metrics, TimeSource time) {
        this.metrics = metrics;
        this.time = time;
    }

    @Override
    public String name() {
        return "metrics as MBeans";
    }

    @Override
    public String module() {
        return "java.management";
    }

    @Override
    public boolean isDue(long nowNanos) {
        if (!hasSeenCall && metrics.hasDestinations()) {
            hasSeenCall = true;
            firstSeenNanos = nowNanos;
        }
        return hasSeenCall && nowNanos - firstSeenNanos >= MetricOutlets.PATIENCE_NANOS && MBeans.isWelcome();
    }

    @Override
    public void open() {
        beans = MBeans.ofPlatform(metrics, time);
    }

    @Override
    public void update() throws Exception {
        if (beans != null) {
            beans.update();
        }
    }

    @Override
    public void close() {
        if (beans != null) {
            beans.close();
        }
    }
}
