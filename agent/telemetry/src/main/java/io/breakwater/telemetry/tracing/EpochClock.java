package io.breakwater.telemetry.tracing;

import io.breakwater.engine.time.TimeSource;
import java.time.Instant;

/**
 * Turns readings of the engine's clock into times of day, which spans have. One for each call, so that what happens within
 * a call is as far apart as it was, whatever becomes of the time of day.
 *
 * <p>Thread-safety: immutable. Time: nanoseconds.
 */
final class EpochClock {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final TimeSource time;
    private final long offsetNanos;

    private EpochClock(TimeSource time) {
        this.time = time;
        this.offsetNanos = epochNanos(time) - time.nanoTime();
    }

    static EpochClock of(TimeSource time) {
        return new EpochClock(time);
    }

    long now() {
        return epochNanos(time.nanoTime());
    }

    /** The JVM's time of day is finer than milliseconds from Java 9 on. */
    private static long epochNanos(TimeSource time) {
        if (time == TimeSource.system()) {
            Instant now = Instant.now();
            return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
        }
        return time.epochMillis() * NANOS_PER_MILLI;
    }

    long epochNanos(long nanoTime) {
        return nanoTime + offsetNanos;
    }
}
