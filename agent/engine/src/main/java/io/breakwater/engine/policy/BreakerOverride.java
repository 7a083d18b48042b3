package io.breakwater.engine.policy;

/**
 * The state that an operator wants a circuit breaker to be in until told otherwise, whatever its calls say.
 *
 * <p>Thread-safety: immutable. Compared by identity: the same words at another time are another decision.
 */
public final class BreakerOverride {
    private final boolean open;
    private final String origin;

    private BreakerOverride(boolean open, String origin) {
        this.open = open;
        this.origin = origin;
    }

    /** All calls are refused, and none is let through as a probe. */
    public static BreakerOverride open(String origin) {
        return new BreakerOverride(true, origin);
    }

    /** All calls are let through, however they end. */
    public static BreakerOverride closed(String origin) {
        return new BreakerOverride(false, origin);
    }

    /** True if it is to refuse all calls, false if it is to let all through. */
    public boolean isOpen() {
        return open;
    }

    /** Who asked for it, in place of a line of the configuration. */
    public String origin() {
        return origin;
    }
}
