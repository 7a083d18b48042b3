package io.breakwater.telemetry.metrics.prometheus;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The page with the metrics, at {@code http://127.0.0.1:PORT/metrics}: the JDK's own little server, bound to the loopback
 * address alone.
 *
 * <p>Threads: two that the JDK's server keeps, and up to {@value #MOST_THREADS} that answer and go when there is nothing
 * to do; all of them daemons without a context class loader, so that they keep no application alive. A request that finds
 * no thread and no place in the queue is answered by the server's own.
 *
 * <p>Loaded by: the agent's loader, and only if a port is given, because an image made by jlink may lack the module
 * {@code jdk.httpserver}. Thread-safety: thread-safe.
 */
public final class PrometheusServer implements Closeable {
    private static final int MOST_THREADS = 2;
    private static final int MOST_WAITING = 8;
    private static final int BACKLOG = 8;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private PrometheusServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is taken, or if the application has put another server in the place of the JDK's
     * @throws NoClassDefFoundError if this Java has no module {@code jdk.httpserver}
     */
    public static PrometheusServer start(int port, Metrics metrics) throws IOException {
        FutureTask<PrometheusServer> start = new FutureTask<>(starting(port, metrics));
        // The JDK's threads are daemons if the one that starts them is.
        daemon(start, "breakwater-metrics-start").start();
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

    private static Callable<PrometheusServer> starting(int port, Metrics metrics) {
        return () -> {
            HttpServerProvider provider = HttpServerProvider.provider();
            if (!provider.getClass().getName().startsWith("sun.net.httpserver.")) {
                throw new IOException("the application has replaced the JDK's server by "
                        + provider.getClass().getName());
            }
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
            HttpServer server = provider.createHttpServer(address, BACKLOG);
            ThreadPoolExecutor threads = threads();
            server.setExecutor(threads);
            server.createContext("/", new ScrapeHandler(metrics));
            server.start();
            return new PrometheusServer(server, threads);
        };
    }

    private static ThreadPoolExecutor threads() {
        ThreadFactory factory = task -> daemon(task, "breakwater-metrics");
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                factory,
                new ThreadPoolExecutor.CallerRunsPolicy());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** The port that is open. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Closes the port at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
