package io.breakwater.engine.context;

import org.jspecify.annotations.Nullable;

/**
 * The point in time after which nobody waits for the result any more. Within a process it is a reading of the {@code
 * nanoTime} clock, and only ever gets earlier.
 *
 * <p>Thread-safety: immutable. Time: nanoseconds, compared by subtraction only.
 */
public final class Deadline {
    private final long atNanos;
    private final boolean fromClock;
    private final @Nullable Deadline certain;

    private Deadline(long atNanos, boolean fromClock, @Nullable Deadline certain) {
        this.atNanos = atNanos;
        this.fromClock = fromClock;
        this.certain = certain;
    }

    /** One that came as a span of time, or was set here: no other machine's clock has a part in it. */
    public static Deadline at(long nanoTime) {
        return new Deadline(nanoTime, false, null);
    }

    /** One that came as a time of day, so that it is as right as the two clocks agree. */
    public static Deadline byClock(long nanoTime) {
        return new Deadline(nanoTime, true, null);
    }

    /** What is left; 0 or less if it is over. */
    public long remainingNanos(long nowNanos) {
        return atNanos - nowNanos;
    }

    /** True if it was told as a time of day by another machine. */
    public boolean isFromClock() {
        return fromClock;
    }

    /** What is known without another machine's clock, and holds in any case: this one, or a later one, or null for nothing. */
    public @Nullable Deadline certain() {
        return fromClock ? certain : this;
    }

    /** The earlier of the two. If a clock has told it, what is certain of the two stays known. */
    public Deadline earlier(Deadline other) {
        boolean isOther = other.atNanos - atNanos < 0;
        Deadline first = isOther ? other : this;
        Deadline more = (isOther ? this : other).certain();
        if (!first.fromClock || more == null) {
            return first;
        }
        Deadline known = first.certain == null ? more : first.certain.earlier(more);
        return known == first.certain ? first : new Deadline(first.atNanos, true, known);
    }

    @Override
    public String toString() {
        return "deadline at " + atNanos + (fromClock ? " by the sender's clock" : "");
    }
}
