package io.breakwater.telemetry.metrics.jmx;

import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * A reading that is at most a second old, so that a client that asks for every attribute of every MBean has them all from
 * a few readings. Thread-safety: thread-safe.
 */
final class RecentValues {
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Metrics metrics;
    private final TimeSource time;
    private @Nullable Values values;
    private long readNanos;

    RecentValues(Metrics metrics, TimeSource time) {
        this.metrics = metrics;
        this.time = time;
    }

    synchronized Values get() {
        Values current = values;
        long nowNanos = time.nanoTime();
        if (current == null || nowNanos - readNanos >= FRESH_NANOS) {
            current = Values.of(metrics.read());
            values = current;
            readNanos = nowNanos;
        }
        return current;
    }

    DestinationValues of(String host) {
        DestinationValues found = get().byHost.get(host);
        return found == null ? new DestinationValues() : found;
    }
}
