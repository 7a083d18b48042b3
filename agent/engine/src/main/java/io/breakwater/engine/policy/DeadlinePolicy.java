package io.breakwater.engine.policy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How the time that a caller has left travels: where it is read, what it does to calls, and where it is written.
 *
 * <p>Thread-safety: immutable; the builder is not. Time: nanoseconds.
 */
public final class DeadlinePolicy {
    /** Nothing is read, nothing is written. */
    public static final DeadlinePolicy DISABLED = builder().mode(Mode.DISABLED).build();

    private final Mode mode;
    private final String baggageKey;
    private final List<String> read;
    private final List<String> write;
    private final long maxNanos;
    private final long marginNanos;
    private final long minAttemptNanos;
    private final long maxClockSkewNanos;
    private final boolean trustsClocks;
    private final boolean acrossExecutors;
    private final boolean trusted;
    private final String origin;

    private DeadlinePolicy(Builder builder) {
        this.mode = builder.mode;
        this.baggageKey = builder.baggageKey;
        this.read = builder.read;
        this.write = builder.write;
        this.maxNanos = builder.maxNanos;
        this.marginNanos = builder.marginNanos;
        this.minAttemptNanos = builder.minAttemptNanos;
        this.maxClockSkewNanos = builder.maxClockSkewNanos;
        this.trustsClocks = builder.trustsClocks;
        this.acrossExecutors = builder.acrossExecutors;
        this.trusted = builder.trusted;
        this.origin = builder.origin;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Mode mode() {
        return mode;
    }

    /** The member of the baggage. */
    public String baggageKey() {
        return baggageKey;
    }

    /** The headers in which an inbound deadline is looked for, in lower case; {@code baggage} is one of them. */
    public List<String> read() {
        return read;
    }

    /** The headers in which the deadline goes out to trusted hosts, in lower case. */
    public List<String> write() {
        return write;
    }

    /** An inbound deadline that leaves more than this leaves this. */
    public long maxNanos() {
        return maxNanos;
    }

    /** Taken off what is left, for the way back. */
    public long marginNanos() {
        return marginNanos;
    }

    /** With less left, after the margin, no attempt begins. */
    public long minAttemptNanos() {
        return minAttemptNanos;
    }

    /** A time of day that was sent longer ago than this, as it seems, is ignored. */
    public long maxClockSkewNanos() {
        return maxClockSkewNanos;
    }

    /** True if any number of calls may be refused because of a deadline that was told as a time of day. */
    public boolean trustsClocks() {
        return trustsClocks;
    }

    /** True if the executors of the JDK carry the deadline to their threads. */
    public boolean isAcrossExecutors() {
        return acrossExecutors;
    }

    /** True if the destination that this holds for may see the deadline. */
    public boolean isTrusted() {
        return trusted;
    }

    /** Where this comes from, for people. */
    public String origin() {
        return origin;
    }

    DeadlinePolicy forTrusted() {
        return builder()
                .mode(mode)
                .baggageKey(baggageKey)
                .read(read)
                .write(write)
                .maxNanos(maxNanos)
                .marginNanos(marginNanos)
                .minAttemptNanos(minAttemptNanos)
                .maxClockSkewNanos(maxClockSkewNanos)
                .trustsClocks(trustsClocks)
                .acrossExecutors(acrossExecutors)
                .trusted(true)
                .origin(origin)
                .build();
    }

    /** Not thread-safe. Durations are nanoseconds; the defaults are those of the configuration file. */
    public static final class Builder {
        private Mode mode = Mode.ENFORCE;
        private String baggageKey = "deadline";
        private List<String> read = Collections.unmodifiableList(
                Arrays.asList("baggage", "x-envoy-expected-rq-timeout-ms", "grpc-timeout"));
        private List<String> write =
                Collections.unmodifiableList(Arrays.asList("baggage", "x-envoy-expected-rq-timeout-ms"));
        private long maxNanos = 120_000_000_000L;
        private long marginNanos = 20_000_000L;
        private long minAttemptNanos = 10_000_000L;
        private long maxClockSkewNanos = 60_000_000_000L;
        private boolean trustsClocks;
        private boolean acrossExecutors;
        private boolean trusted;
        private String origin = "built-in";

        private Builder() {}

        public Builder mode(Mode value) {
            mode = value;
            return this;
        }

        public Builder baggageKey(String value) {
            baggageKey = value;
            return this;
        }

        public Builder read(List<String> value) {
            read = value;
            return this;
        }

        public Builder write(List<String> value) {
            write = value;
            return this;
        }

        public Builder maxNanos(long value) {
            maxNanos = Arguments.positive("maxNanos", value);
            return this;
        }

        public Builder marginNanos(long value) {
            marginNanos = value;
            return this;
        }

        public Builder minAttemptNanos(long value) {
            minAttemptNanos = value;
            return this;
        }

        public Builder maxClockSkewNanos(long value) {
            maxClockSkewNanos = Arguments.positive("maxClockSkewNanos", value);
            return this;
        }

        public Builder trustsClocks(boolean value) {
            trustsClocks = value;
            return this;
        }

        public Builder acrossExecutors(boolean value) {
            acrossExecutors = value;
            return this;
        }

        public Builder trusted(boolean value) {
            trusted = value;
            return this;
        }

        public Builder origin(String value) {
            origin = value;
            return this;
        }

        public DeadlinePolicy build() {
            return new DeadlinePolicy(this);
        }
    }
}
