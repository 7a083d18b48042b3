package io.breakwater.engine.policy;

/**
 * How long a call and its parts may take, in nanoseconds; {@link #NONE} leaves a part unlimited.
 *
 * <p>Thread-safety: immutable; the builder is not.
 */
public final class TimeoutPolicy {
    /** No limit. */
    public static final long NONE = Long.MAX_VALUE;

    /** How a configured value meets one that the application set itself. A shorter value of the application wins. */
    public enum Apply {
        /** Only what the application left unset. */
        FILL,
        /** The shorter of the two. */
        CAP
    }

    /** No limit at all. */
    public static final TimeoutPolicy DISABLED = builder().mode(Mode.DISABLED).build();

    private final Mode mode;
    private final Apply apply;
    private final long connectNanos;
    private final long responseNanos;
    private final long attemptNanos;
    private final long totalNanos;
    private final long idleNanos;
    private final long graceNanos;
    private final String origin;

    private TimeoutPolicy(Builder builder) {
        this.mode = builder.mode;
        this.apply = builder.apply;
        this.connectNanos = builder.connectNanos;
        this.responseNanos = builder.responseNanos;
        this.attemptNanos = builder.attemptNanos;
        this.totalNanos = builder.totalNanos;
        this.idleNanos = builder.idleNanos;
        this.graceNanos = builder.graceNanos;
        this.origin = builder.origin;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Mode mode() {
        return mode;
    }

    public Apply apply() {
        return apply;
    }

    /** Until the connection stands. */
    public long connectNanos() {
        return connectNanos;
    }

    /** Until the first byte of the answer. */
    public long responseNanos() {
        return responseNanos;
    }

    /** One attempt as a whole. */
    public long attemptNanos() {
        return attemptNanos;
    }

    /** The call as a whole, with all attempts and backoffs. */
    public long totalNanos() {
        return totalNanos;
    }

    /** Between two parts of a body while the application waits for one. */
    public long idleNanos() {
        return idleNanos;
    }

    /**
     * How much longer than the attempt a database's connection may be silent before it is given up. {@link #NONE}: it
     * never is.
     */
    public long graceNanos() {
        return graceNanos;
    }

    /** Where this comes from, for people: {@code breakwater.yaml:12:5} or {@code built-in}. */
    public String origin() {
        return origin;
    }

    /** Not thread-safe. Durations are nanoseconds and positive; defaults are {@link #NONE}. */
    public static final class Builder {
        private Mode mode = Mode.ENFORCE;
        private Apply apply = Apply.FILL;
        private long connectNanos = NONE;
        private long responseNanos = NONE;
        private long attemptNanos = NONE;
        private long totalNanos = NONE;
        private long idleNanos = NONE;
        private long graceNanos = NONE;
        private String origin = "built-in";

        private Builder() {}

        public Builder mode(Mode value) {
            mode = value;
            return this;
        }

        public Builder apply(Apply value) {
            apply = value;
            return this;
        }

        public Builder connectNanos(long value) {
            connectNanos = Arguments.positive("connectNanos", value);
            return this;
        }

        public Builder responseNanos(long value) {
            responseNanos = Arguments.positive("responseNanos", value);
            return this;
        }

        public Builder attemptNanos(long value) {
            attemptNanos = Arguments.positive("attemptNanos", value);
            return this;
        }

        public Builder totalNanos(long value) {
            totalNanos = Arguments.positive("totalNanos", value);
            return this;
        }

        public Builder idleNanos(long value) {
            idleNanos = Arguments.positive("idleNanos", value);
            return this;
        }

        public Builder graceNanos(long value) {
            graceNanos = Arguments.positive("graceNanos", value);
            return this;
        }

        public Builder origin(String value) {
            origin = value;
            return this;
        }

        public TimeoutPolicy build() {
            return new TimeoutPolicy(this);
        }
    }
}
