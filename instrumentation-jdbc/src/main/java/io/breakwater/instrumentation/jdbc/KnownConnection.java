package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Destination;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What we know of one connection of the application's.
 *
 * <p>Thread-safety: thread-safe.
 */
final class KnownConnection {
    private final Destination destination;
    private final AtomicBoolean limited = new AtomicBoolean();

    KnownConnection(Destination destination) {
        this.destination = destination;
    }

    Destination destination() {
        return destination;
    }

    /**
     * True if the caller alone may set limits on the connection, until it says {@link #release()}. A second statement that
     * executes meanwhile would take our limit for the application's own, and put it back for ever.
     */
    boolean claim() {
        return limited.compareAndSet(false, true);
    }

    void release() {
        limited.set(false);
    }
}
