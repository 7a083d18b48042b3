package io.breakwater.telemetry.metrics.prometheus;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The page with the metrics, at {@code http://127.0.0.1:PORT/metrics}: the JDK's own little server, bound to the loopback
 * address alone.
 *
 * <p>Threads: two that the JDK's server keeps, both of them daemons, and those that answer: {@link AnsweringThreads}.
 *
 * <p>Loaded by: the agent's loader, and only if a port is given, because an image made by jlink may lack the module
 * {@code jdk.httpserver}. Thread-safety: thread-safe.
 */
public final class PrometheusServer implements Closeable {
    private static final int BACKLOG = 8;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final AnsweringThreads threads;

    private PrometheusServer(HttpServer server, AnsweringThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any that is free
     * @param threads that answer; closed with the server
     * @throws IOException if the port is taken, or if the application has put another server in the place of the JDK's
     * @throws NoClassDefFoundError if this Java has no module {@code jdk.httpserver}
     */
    public static PrometheusServer start(int port, Metrics metrics, AnsweringThreads threads) throws IOException {
        FutureTask<PrometheusServer> start = new FutureTask<>(starting(port, metrics, threads));
        // The JDK's threads are daemons if the one that starts them is.
        AnsweringThreads.daemon(start, "breakwater-metrics-start").start();
        try {
            return await(start);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof Error) {
                throw (Error) cause;
            }
            throw cause instanceof IOException ? (IOException) cause : new IOException(cause);
        }
    }

    /** Whoever interrupts has to find the server, or it would stay. */
    private static PrometheusServer await(FutureTask<PrometheusServer> start) throws ExecutionException {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return start.get();
                } catch (InterruptedException uninstalled) {
                    isInterrupted = true;
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Callable<PrometheusServer> starting(int port, Metrics metrics, AnsweringThreads threads) {
        return () -> {
            HttpServerProvider provider = HttpServerProvider.provider();
            if (!provider.getClass().getName().startsWith("sun.net.httpserver.")) {
                throw new IOException("the application has replaced the JDK's server by "
                        + provider.getClass().getName());
            }
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
            HttpServer server = provider.createHttpServer(address, BACKLOG);
            server.setExecutor(threads);
            server.createContext("/", new ScrapeHandler(metrics));
            server.start();
            return new PrometheusServer(server, threads);
        };
    }

    /** The port that is open. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Closes the port at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
