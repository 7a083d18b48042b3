package io.breakwater.engine.policy;

/** How many calls may be under way at a time. Thread-safety: immutable. */
public final class BulkheadPolicy {
    /** No limit. */
    public static final BulkheadPolicy DISABLED = new BulkheadPolicy(Mode.DISABLED, Integer.MAX_VALUE, 0, "built-in");

    private final Mode mode;
    private final int maxConcurrentCalls;
    private final long maxWaitNanos;
    private final String origin;

    /**
     * @param maxConcurrentCalls at least 1
     * @param maxWaitNanos how long a call may wait for a place; 0 rejects at once
     */
    public BulkheadPolicy(Mode mode, int maxConcurrentCalls, long maxWaitNanos, String origin) {
        this.mode = mode;
        this.maxConcurrentCalls = (int) Arguments.positive("maxConcurrentCalls", maxConcurrentCalls);
        this.maxWaitNanos = Arguments.atLeast("maxWaitNanos", maxWaitNanos, 0);
        this.origin = origin;
    }

    public Mode mode() {
        return mode;
    }

    public int maxConcurrentCalls() {
        return maxConcurrentCalls;
    }

    public long maxWaitNanos() {
        return maxWaitNanos;
    }

    public String origin() {
        return origin;
    }
}
