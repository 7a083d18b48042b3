package io.breakwater.telemetry.observe;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long calls took, as it was when it was read: every answer is at most a sixteenth too long, and never too short.
 *
 * <p>Thread-safety: immutable. Time: nanoseconds.
 */
public final class Quantiles {
    private static final double PERCENT = 100;

    private final Histogram micros;

    Quantiles(Histogram micros) {
        this.micros = micros;
    }

    /** Of no calls. */
    public static Quantiles none() {
        return new Quantiles(Latencies.emptyHistogram());
    }

    /** Of durations that are given, for a comparison with what was recorded. */
    public static Quantiles of(long... durationsNanos) {
        Latencies latencies = new Latencies();
        for (long nanos : durationsNanos) {
            latencies.record(nanos);
        }
        return latencies.read();
    }

    /** Of both together. */
    public Quantiles plus(Quantiles other) {
        Histogram sum = micros.copy();
        sum.add(other.micros);
        return new Quantiles(sum);
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** @param quantile between 0 and 1, such as 0.999; 0 if there was no call */
    public long nanosAt(double quantile) {
        return toNanos(micros.getValueAtPercentile(quantile * PERCENT));
    }

    /** The longest; 0 if there was no call. */
    public long maxNanos() {
        return toNanos(micros.getMaxValue());
    }

    public long meanNanos() {
        return Math.round(micros.getMean() * TimeUnit.MICROSECONDS.toNanos(1));
    }

    /** How many took longer. Those that cannot be told from the limit count as longer. */
    public long longerThan(long nanos) {
        long limit = Math.min(TimeUnit.NANOSECONDS.toMicros(nanos), micros.getHighestTrackableValue());
        return micros.getTotalCount() == 0 ? 0 : micros.getCountBetweenValues(limit, micros.getHighestTrackableValue());
    }

    private static long toNanos(long micros) {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }
}
