package io.breakwater.engine.context;

/**
 * The point in time after which nobody waits for the result any more. Within a process it is a reading of the {@code
 * nanoTime} clock, and only ever gets earlier.
 *
 * <p>Thread-safety: immutable. Time: nanoseconds, compared by subtraction only.
 */
public final class Deadline {
    private final long atNanos;
    private final boolean fromClock;

    private Deadline(long atNanos, boolean fromClock) {
        this.atNanos = atNanos;
        this.fromClock = fromClock;
    }

    /** One that came as a span of time, or was set here: no other machine's clock has a part in it. */
    public static Deadline at(long nanoTime) {
        return new Deadline(nanoTime, false);
    }

    /** One that came as a time of day, so that it is as right as the two clocks agree. */
    public static Deadline byClock(long nanoTime) {
        return new Deadline(nanoTime, true);
    }

    /** What is left; 0 or less if it is over. */
    public long remainingNanos(long nowNanos) {
        return atNanos - nowNanos;
    }

    /** True if it was told as a time of day by another machine. */
    public boolean isFromClock() {
        return fromClock;
    }

    /** The earlier of the two. */
    public Deadline earlier(Deadline other) {
        return other.atNanos - atNanos < 0 ? other : this;
    }

    @Override
    public String toString() {
        return "deadline at " + atNanos + (fromClock ? " by the sender's clock" : "");
    }
}
