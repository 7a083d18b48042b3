package io.breakwater.telemetry.metrics.prometheus;

import io.breakwater.telemetry.loopback.AnsweringThreads;
import io.breakwater.telemetry.loopback.LoopbackServer;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.IOException;

/** The page with the metrics, at {@code http://127.0.0.1:PORT/metrics}. Thread-safety: stateless. */
public final class PrometheusServer {
    private static final String NAME = "breakwater-metrics";

    private PrometheusServer() {}

    /**
     * Opens the port.
     *
     * @param port 0 for any that is free
     * @param threads closed with the server
     * @param threads that answer; closed with the server
     * @throws IOException if the port is taken, or if the application has put another server in the place of the JDK's
     * @throws NoClassDefFoundError if this Java has no module {@code jdk.httpserver}
     */
    public static LoopbackServer start(int port, Metrics metrics, AnsweringThreads threads) throws IOException {
        return LoopbackServer.start(port, NAME, new ScrapeHandler(metrics), threads);
    }
}
