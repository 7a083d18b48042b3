package io.breakwater.telemetry.observe;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * Durations, to within a sixteenth, from 16 µs to 20 minutes; what is longer counts as 20 minutes. The memory is the same
 * from the first to the last: recording allocates nothing, and never waits.
 *
 * <p>Thread-safety: thread-safe, lock-free. Source: Gil Tene's HdrHistogram, in its simplest atomic form.
 */
final class Latencies {
    private static final long LEAST_MICROS = 16;
    private static final long MOST_MICROS = TimeUnit.MINUTES.toMicros(20);
    private static final int DIGITS = 1;
    private static final long NANOS_PER_MICRO = 1_000;

    private final AtomicHistogram micros = new AtomicHistogram(LEAST_MICROS, MOST_MICROS, DIGITS);

    void record(long nanos) {
        micros.recordValue(Math.max(0, Math.min(MOST_MICROS, nanos / NANOS_PER_MICRO)));
    }

    void clear() {
        micros.reset();
    }

    Quantiles read() {
        Histogram copy = emptyHistogram();
        copy.add(micros);
        return new Quantiles(copy);
    }

    static Histogram emptyHistogram() {
        return new Histogram(LEAST_MICROS, MOST_MICROS, DIGITS);
    }

    /** What one of these takes in memory, in bytes. */
    static int footprintBytes() {
        return new AtomicHistogram(LEAST_MICROS, MOST_MICROS, DIGITS).getEstimatedFootprintInBytes();
    }
}
