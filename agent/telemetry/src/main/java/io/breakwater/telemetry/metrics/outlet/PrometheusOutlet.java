package io.breakwater.telemetry.metrics.outlet;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.loopback.AnsweringThreads;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.telemetry.metrics.prometheus.PrometheusServer;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The page for Prometheus. Names the server, whose part of the JDK may be missing, in no field. */
final class PrometheusOutlet implements MetricOutlets.Outlet {
    private final int port;
    private final Metrics metrics;
    private final AnsweringThreads threads;
    private final long dueNanos;
    private @Nullable Closeable server;

    PrometheusOutlet(int port, Metrics metrics, TimeSource time, long dueNanos) {
        this.port = port;
        this.metrics = metrics;
        this.threads = new AnsweringThreads("breakwater-metrics", time);
        this.dueNanos = dueNanos;
    }

    @Override
    public String name() {
        return "metrics for Prometheus at 127.0.0.1:" + port;
    }

    @Override
    public String module() {
        return "jdk.httpserver";
    }

    @Override
    public boolean isDue(long nowNanos) {
        return nowNanos - dueNanos >= 0;
    }

    @Override
    public void open() throws IOException {
        server = PrometheusServer.start(port, metrics, threads);
    }

    @Override
    public void update() {
        threads.cutOffSlow();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
