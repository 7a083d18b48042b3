package io.breakwater.telemetry.loopback;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The JDK's own little server, bound to 127.0.0.1 alone.
 *
 * <p>Threads: two that the JDK's server keeps, both of them daemons, and those that answer: {@link AnsweringThreads}.
 *
 * <p>Loaded by: the agent's loader, and only if a port is given, because an image made by jlink may lack the module
 * {@code jdk.httpserver}. Thread-safety: thread-safe.
 */
public final class LoopbackServer implements Closeable {
    private static final int BACKLOG = 8;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final AnsweringThreads threads;

    private LoopbackServer(HttpServer server, AnsweringThreads threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any that is free
     * @param name of the threads
     * @param handler of every request
     * @param threads in which it answers; closed with the server
     * @throws IOException if the port is taken, or if the application has put another server in the place of the JDK's
     * @throws NoClassDefFoundError if this Java has no module {@code jdk.httpserver}
     */
    public static LoopbackServer start(int port, String name, HttpHandler handler, AnsweringThreads threads)
            throws IOException {
        FutureTask<LoopbackServer> start = new FutureTask<>(starting(port, handler, threads));
        // The JDK's threads are daemons if the one that starts them is.
        AnsweringThreads.daemon(start, name + "-start").start();
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
    private static LoopbackServer await(FutureTask<LoopbackServer> start) throws ExecutionException {
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

    private static Callable<LoopbackServer> starting(int port, HttpHandler handler, AnsweringThreads threads) {
        return () -> {
            HttpServerProvider provider = HttpServerProvider.provider();
            if (!provider.getClass().getName().startsWith("sun.net.httpserver.")) {
                throw new IOException("the application has replaced the JDK's server by "
                        + provider.getClass().getName());
            }
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
            HttpServer server = provider.createHttpServer(address, BACKLOG);
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
            return new LoopbackServer(server, threads);
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
