package io.breakwater.engine.window;

/**
 * The counters of one slice of a {@link RollingWindow}. A subclass adds the counters themselves.
 *
 * <p>Thread-safety: subclasses are thread-safe.
 */
public class Bucket {
    private final long startNanos;

    protected Bucket(long startNanos) {
        this.startNanos = startNanos;
    }

    final long ageNanos(long nowNanos) {
        return nowNanos - startNanos;
    }
}
