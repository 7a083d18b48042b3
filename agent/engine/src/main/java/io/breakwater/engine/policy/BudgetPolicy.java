package io.breakwater.engine.policy;

/**
 * How many retries a destination may receive in relation to its calls. Thread-safety: immutable.
 *
 * <p>Source: Finagle's {@code RetryBudget}; names from Gateway API GEP-3388. The floor of 1 a second (Finagle: 10) is
 * what keeps an outage of a quiet destination below 1.5 attempts per call.
 */
public final class BudgetPolicy {
    /** 20 % of the calls of the last 10 s, and one a second. */
    public static final BudgetPolicy DEFAULT = new BudgetPolicy(20, 10_000_000_000L, 1);

    private final double percent;
    private final long windowNanos;
    private final double minPerSecond;

    /**
     * @param percent retries per hundred calls, 0 to 1000
     * @param windowNanos how long a call counts; at least 1 ms
     * @param minPerSecond retries per second that need no calls, 0 or more
     */
    public BudgetPolicy(double percent, long windowNanos, double minPerSecond) {
        this.percent = Arguments.within("percent", percent, 0, 1000);
        this.windowNanos = Arguments.atLeast("windowNanos", windowNanos, 1_000_000);
        this.minPerSecond = Arguments.within("minPerSecond", minPerSecond, 0, 1_000_000);
    }

    public double percent() {
        return percent;
    }

    public long windowNanos() {
        return windowNanos;
    }

    public double minPerSecond() {
        return minPerSecond;
    }
}
