package io.breakwater.engine.policy;

/** The wait before a retry. Thread-safety: immutable. */
public final class BackoffPolicy {

    /** How chance spreads the waits of many callers. Source: AWS, "Exponential Backoff And Jitter" (2015). */
    public enum Jitter {
        /** The exponential delay itself. */
        NONE,
        /** Evenly from 0 to the exponential delay. */
        FULL,
        /** Half of the exponential delay, and evenly up to the other half. */
        EQUAL,
        /** Evenly from the initial delay to three times the previous one, capped. */
        DECORRELATED
    }

    /** 50 ms, doubled up to 1 s, full jitter. Source: AWS SDK retry defaults of 2026. */
    public static final BackoffPolicy DEFAULT = new BackoffPolicy(50_000_000L, 2, 1_000_000_000L, Jitter.FULL);

    private final long initialNanos;
    private final double multiplier;
    private final long maxNanos;
    private final Jitter jitter;

    /**
     * @throws IllegalArgumentException if initialNanos is negative, the multiplier below 1, or maxNanos below
     *     initialNanos
     */
    public BackoffPolicy(long initialNanos, double multiplier, long maxNanos, Jitter jitter) {
        this.initialNanos = Arguments.atLeast("initialNanos", initialNanos, 0);
        this.multiplier = Arguments.within("multiplier", multiplier, 1, 100);
        this.maxNanos = Arguments.atLeast("maxNanos", maxNanos, initialNanos);
        this.jitter = jitter;
    }

    public long initialNanos() {
        return initialNanos;
    }

    public double multiplier() {
        return multiplier;
    }

    public long maxNanos() {
        return maxNanos;
    }

    public Jitter jitter() {
        return jitter;
    }
}
