package io.breakwater.tooling.page;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import io.breakwater.tooling.control.AgentControl;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens the page if the configuration asks for one: some seconds after the start, because the JDK's server brings logging
 * up, which an application may want to set up itself first. What cannot be opened is told in one line, and not tried again
 * before the configuration says something else.
 *
 * <p>Thread-safety: thread-safe. Errors: no method throws. Names the server, whose part of the JDK may be missing, in no
 * field.
 */
public final class PageOutlet implements Closeable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final AgentControl control;
    private final Metrics metrics;
    private final TimeSource time;
    private final Consumer<String> log;
    private final long dueNanos;
    private int port;
    private @Nullable String token;
    private boolean isDone = true;
    private boolean isClosed;
    private @Nullable Closeable page;

    /** @param log takes a line that somebody has to know */
    public PageOutlet(AgentControl control, Metrics metrics, TimeSource time, Consumer<String> log) {
        this.control = control;
        this.metrics = metrics;
        this.time = time;
        this.log = log;
        this.dueNanos = time.nanoTime() + PATIENCE_NANOS;
    }

    /**
     * What the configuration says now. What is open stays open if that has not changed.
     *
     * @param nextPort 0 for no page
     * @param nextToken what allows changes, or null if nothing does
     */
    public synchronized void configure(int nextPort, @Nullable String nextToken) {
        if (nextPort == port && Objects.equals(nextToken, token)) {
            return;
        }
        closePage();
        port = nextPort;
        token = nextToken;
        isDone = nextPort == 0;
    }

    /** To be called every few seconds by a daemon thread that carries nothing of the application's. */
    public synchronized void tick() {
        if (isDone || isClosed || time.nanoTime() - dueNanos < 0) {
            return;
        }
        isDone = true;
        try {
            page = Page.open(port, token, new ControlOperator(control), metrics, time);
        } catch (NoClassDefFoundError missing) {
            giveUp("this Java has no module jdk.httpserver");
        } catch (IOException | RuntimeException | LinkageError failure) {
            giveUp(failure.toString());
        }
    }

    private void giveUp(String reason) {
        log.accept("page at 127.0.0.1:" + port + ": not available: " + reason);
    }

    /** Closes the port, for good. */
    @Override
    public synchronized void close() {
        isClosed = true;
        closePage();
    }

    private void closePage() {
        Closeable open = page;
        page = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException | RuntimeException ignored) {
                // It is gone, one way or the other.
            }
        }
    }
}
