package io.breakwater.tooling.page;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.history.History;
import io.breakwater.telemetry.loopback.AnsweringThreads;
import io.breakwater.telemetry.loopback.LoopbackServer;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The page, while it is open: a port of 127.0.0.1, and a look at the counters once a second.
 *
 * <p>Threads: those of {@link LoopbackServer}, and one daemon that takes the looks. Thread-safety: thread-safe.
 */
public final class Page implements Closeable {
    private static final String NAME = "breakwater-page";

    private final LoopbackServer server;
    private final ScheduledExecutorService sampler;

    private Page(LoopbackServer server, ScheduledExecutorService sampler) {
        this.server = server;
        this.sampler = sampler;
    }

    /**
     * Opens it.
     *
     * @param port 0 for any that is free
     * @param token what allows changes, or null if nothing does
     * @throws IOException if the port is taken, or if the application has put another server in the place of the JDK's
     * @throws NoClassDefFoundError if this Java has no module {@code jdk.httpserver}
     */
    public static Page open(int port, @Nullable String token, Operator operator, Metrics metrics, TimeSource time)
            throws IOException {
        History history = new History(metrics, time);
        PageHandler handler = new PageHandler(operator, history, time, token);
        AnsweringThreads threads = new AnsweringThreads(NAME, time);
        LoopbackServer server = LoopbackServer.start(port, NAME, handler, threads);
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(Page::daemon);
        ScheduledFuture<?> unused = sampler.scheduleAtFixedRate(() -> look(history, threads), 0, 1, TimeUnit.SECONDS);
        return new Page(server, sampler);
    }

    /** A bug must not end the looks for good. */
    private static void look(History history, AnsweringThreads threads) {
        try {
            threads.cutOffSlow();
            history.sample();
        } catch (Throwable bug) {
            // This second has no values, which shows as a gap.
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "breakwater-page-history");
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        sampler.shutdownNow();
        server.close();
    }
}
