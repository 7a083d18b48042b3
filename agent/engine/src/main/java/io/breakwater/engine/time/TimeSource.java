package io.breakwater.engine.time;

/**
 * The engine's two clocks. Durations and deadlines use {@link #nanoTime()} alone; {@link #epochMillis()} serves only
 * where a peer speaks in wall-clock time (a {@code Retry-After} date without a {@code Date} header).
 *
 * <p>Thread-safety: implementations are thread-safe.
 */
public interface TimeSource {

    /** Nanoseconds from an arbitrary origin, as {@link System#nanoTime()}: compare by subtraction only. */
    long nanoTime();

    /** Milliseconds since 1970-01-01T00:00Z. May jump. */
    long epochMillis();

    /** The clocks of the JVM. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
