package io.breakwater.engine.policy;

import io.breakwater.engine.FailureClass;

/**
 * When a destination counts as down, and for how long. Three independent rules may open the breaker: failure rate,
 * slow-call rate, consecutive failures.
 *
 * <p>Thread-safety: immutable; the builder is not.
 */
public final class BreakerPolicy {
    /** A threshold in percent, or a count, that is never reached. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** No breaker. */
    public static final BreakerPolicy DISABLED = builder().mode(Mode.DISABLED).build();

    private final Mode mode;
    private final double failureRatePercent;
    private final double slowCallRatePercent;
    private final long slowCallNanos;
    private final int minimumCalls;
    private final long windowNanos;
    private final int windowCalls;
    private final int consecutiveFailures;
    private final long openNanos;
    private final long maxOpenNanos;
    private final int halfOpenProbes;
    private final FailureMatcher failOn;
    private final String origin;

    private BreakerPolicy(Builder builder) {
        this.mode = builder.mode;
        this.failureRatePercent = builder.failureRatePercent;
        this.slowCallRatePercent = builder.slowCallRatePercent;
        this.slowCallNanos = builder.slowCallNanos;
        this.minimumCalls = builder.minimumCalls;
        this.windowNanos = builder.windowNanos;
        this.windowCalls = builder.windowCalls;
        this.consecutiveFailures = builder.consecutiveFailures;
        this.openNanos = builder.openNanos;
        this.maxOpenNanos = Math.max(builder.openNanos, builder.maxOpenNanos);
        this.halfOpenProbes = builder.halfOpenProbes;
        this.failOn = builder.failOn;
        this.origin = builder.origin;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Mode mode() {
        return mode;
    }

    /** Failures per hundred calls of the window that open the breaker, or {@link #NEVER}. */
    public double failureRatePercent() {
        return failureRatePercent;
    }

    /** Slow calls per hundred calls of the window that open the breaker, or {@link #NEVER}. */
    public double slowCallRatePercent() {
        return slowCallRatePercent;
    }

    /** A call that takes this long or longer is slow. */
    public long slowCallNanos() {
        return slowCallNanos;
    }

    /** Calls that the window must hold before a rate means anything. */
    public int minimumCalls() {
        return minimumCalls;
    }

    /** Length of a window of time; 0 if the window counts calls. */
    public long windowNanos() {
        return windowNanos;
    }

    /** Length of a window of calls; 0 if the window is one of time. */
    public int windowCalls() {
        return windowCalls;
    }

    /** Failures without a success between them that open the breaker, or {@link #NEVER}. */
    public int consecutiveFailures() {
        return consecutiveFailures;
    }

    /** How long the breaker stays open the first time. It doubles at each failed probe. */
    public long openNanos() {
        return openNanos;
    }

    public long maxOpenNanos() {
        return maxOpenNanos;
    }

    /** Probes that half-open lets through at a time; all of them must succeed. */
    public int halfOpenProbes() {
        return halfOpenProbes;
    }

    public FailureMatcher failOn() {
        return failOn;
    }

    public String origin() {
        return origin;
    }

    /** Not thread-safe. Defaults: 50 % of at least 10 calls in 10 s; open 5 s, at most 60 s; one probe. */
    public static final class Builder {
        private Mode mode = Mode.ENFORCE;
        private double failureRatePercent = 50;
        private double slowCallRatePercent = NEVER;
        private long slowCallNanos = Long.MAX_VALUE;
        private int minimumCalls = 10;
        private long windowNanos = 10_000_000_000L;
        private int windowCalls;
        private int consecutiveFailures = NEVER;
        private long openNanos = 5_000_000_000L;
        private long maxOpenNanos = 60_000_000_000L;
        private int halfOpenProbes = 1;
        private FailureMatcher failOn = FailureMatcher.of(
                FailureClass.CONNECT_FAILURE,
                FailureClass.RESET,
                FailureClass.GATEWAY_ERROR,
                FailureClass.ATTEMPT_TIMEOUT);
        private String origin = "built-in";

        private Builder() {}

        public Builder mode(Mode value) {
            mode = value;
            return this;
        }

        /** 0 (excluded) to 100, or {@link #NEVER}. */
        public Builder failureRatePercent(double value) {
            failureRatePercent = Arguments.within("failureRatePercent", value, Double.MIN_VALUE, NEVER);
            return this;
        }

        /** 0 (excluded) to 100, or {@link #NEVER}. */
        public Builder slowCallRatePercent(double value) {
            slowCallRatePercent = Arguments.within("slowCallRatePercent", value, Double.MIN_VALUE, NEVER);
            return this;
        }

        public Builder slowCallNanos(long value) {
            slowCallNanos = Arguments.positive("slowCallNanos", value);
            return this;
        }

        public Builder minimumCalls(int value) {
            minimumCalls = (int) Arguments.positive("minimumCalls", value);
            return this;
        }

        /** A window of time, at least 10 ms. */
        public Builder windowNanos(long value) {
            windowNanos = Arguments.atLeast("windowNanos", value, 10_000_000);
            windowCalls = 0;
            return this;
        }

        /** A window of calls, 1 to 100,000. */
        public Builder windowCalls(int value) {
            windowCalls = (int) Arguments.within("windowCalls", value, 1, 100_000);
            windowNanos = 0;
            return this;
        }

        public Builder consecutiveFailures(int value) {
            consecutiveFailures = (int) Arguments.positive("consecutiveFailures", value);
            return this;
        }

        public Builder openNanos(long value) {
            openNanos = Arguments.positive("openNanos", value);
            return this;
        }

        public Builder maxOpenNanos(long value) {
            maxOpenNanos = Arguments.positive("maxOpenNanos", value);
            return this;
        }

        public Builder halfOpenProbes(int value) {
            halfOpenProbes = (int) Arguments.within("halfOpenProbes", value, 1, 1000);
            return this;
        }

        public Builder failOn(FailureMatcher value) {
            failOn = value;
            return this;
        }

        public Builder origin(String value) {
            origin = value;
            return this;
        }

        public BreakerPolicy build() {
            return new BreakerPolicy(this);
        }
    }
}
