package io.breakwater.telemetry.loopback;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
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
 * The JDK's own little server, bound to 127.0.0.1 alone.
 *
 * <p>Threads: two that the JDK's server keeps, and up to {@value #MOST_THREADS} that answer and go when there is nothing
 * to do; all of them daemons without a context class loader, so that they keep no application alive. A request that finds
 * no thread and no place in the queue is answered by the server's own.
 *
 * <p>Loaded by: the agent's loader, and only if a port is given, because an image made by jlink may lack the module
 * {@code jdk.httpserver}. Thread-safety: thread-safe.
 */
public final class LoopbackServer implements Closeable {
    private static final int MOST_THREADS = 2;
    private static final int MOST_WAITING = 8;
    private static final int BACKLOG = 8;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private LoopbackServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Opens the port.
     *
     * @param port 0 for any that is free
     * @param name of the threads
     * @param handler of every request
     * @throws IOException if the port is taken, or if the application has put another server in the place of the JDK's
     * @throws NoClassDefFoundError if this Java has no module {@code jdk.httpserver}
     */
    public static LoopbackServer start(int port, String name, HttpHandler handler) throws IOException {
        FutureTask<LoopbackServer> start = new FutureTask<>(starting(port, name, handler));
        // The JDK's threads are daemons if the one that starts them is.
        daemon(start, name + "-start").start();
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

    private static Callable<LoopbackServer> starting(int port, String name, HttpHandler handler) {
        return () -> {
            HttpServerProvider provider = HttpServerProvider.provider();
            if (!provider.getClass().getName().startsWith("sun.net.httpserver.")) {
                throw new IOException("the application has replaced the JDK's server by "
                        + provider.getClass().getName());
            }
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
            HttpServer server = provider.createHttpServer(address, BACKLOG);
            ThreadPoolExecutor threads = threads(name);
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
            return new LoopbackServer(server, threads);
        };
    }

    private static ThreadPoolExecutor threads(String name) {
        ThreadFactory factory = task -> daemon(task, name);
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
