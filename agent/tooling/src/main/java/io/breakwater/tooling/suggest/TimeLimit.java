package io.breakwater.tooling.suggest;

import io.breakwater.telemetry.observe.Quantiles;
import java.util.concurrent.TimeUnit;

/**
 * A limit of time from what was observed: twice the 99.9th percentile, not below a floor, rounded up to a number that
 * people write.
 *
 * <p>Thread-safety: immutable. Source: the false-timeout rate of 0.1 % is that of Amazon's builders' library, <i>Timeouts,
 * retries and backoff with jitter</i>; the factor is for what the observed time did not hold (decision 36).
 */
final class TimeLimit {
    /** An HTTP call whose connection loses one packet at its beginning takes a second longer (RFC 6298: 1 s). */
    static final long HTTP_FLOOR_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** After one that is lost twice it takes three. */
    static final long CONNECT_FLOOR_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Most drivers count whole seconds, and a query that is cut off may cost the pool its connection. */
    static final long DATABASE_FLOOR_NANOS = TimeUnit.SECONDS.toNanos(5);

    static final double QUANTILE = 0.999;
    static final int HEADROOM = 2;

    /** What is recorded ends here, so that nothing longer can be told. */
    static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(40);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long[] STEPS = {10, 15, 20, 25, 30, 40, 50, 60, 80};

    private final long nanos;
    private final long quantileNanos;
    private final long calls;
    private final long floorNanos;

    private TimeLimit(long nanos, long quantileNanos, long calls, long floorNanos) {
        this.nanos = nanos;
        this.quantileNanos = quantileNanos;
        this.calls = calls;
        this.floorNanos = floorNanos;
    }

    static TimeLimit of(Quantiles answered, long floorNanos) {
        long quantile = answered.nanosAt(QUANTILE);
        return new TimeLimit(
                roundedUp(Math.max(floorNanos, HEADROOM * quantile)), quantile, answered.count(), floorNanos);
    }

    long nanos() {
        return nanos;
    }

    /** Where the number comes from. */
    String reason() {
        return "p99.9 " + Texts.measured(quantileNanos) + " of " + Texts.counted(calls, "answered call") + ", times "
                + HEADROOM + ", not below " + Texts.duration(floorNanos);
    }

    /** In steps of people: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8; whole seconds from a second on, whole minutes from two. */
    static long roundedUp(long nanos) {
        long millis = (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        long unit = 1;
        if (millis > TimeUnit.MINUTES.toMillis(2)) {
            unit = TimeUnit.MINUTES.toMillis(1);
        } else if (millis > TimeUnit.SECONDS.toMillis(2)) {
            unit = TimeUnit.SECONDS.toMillis(1);
        }
        long units = (millis + unit - 1) / unit;
        return step(units) * unit * NANOS_PER_MILLI;
    }

    /** The next step that is not smaller. */
    static long step(long number) {
        if (number <= STEPS[0]) {
            return Math.max(1, number);
        }
        long power = 1;
        while (true) {
            for (long step : STEPS) {
                if (step * power >= number) {
                    return step * power;
                }
            }
            power *= STEPS[0];
        }
    }
}
