package io.breakwater.telemetry.observe;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was recorded of one operation.
 *
 * <p>Thread-safety: immutable. Not one moment: a call that ends meanwhile may be in one number and not in another.
 */
public final class ObservedOperation {
    private final String method;
    private final String path;
    private final long calls;
    private final long retries;
    private final long rejected;
    private final long cancelled;
    private final Quantiles answered;
    private final Quantiles failed;
    private final Map<String, Long> failures;

    private ObservedOperation(Builder from) {
        this.method = from.method;
        this.path = from.path;
        this.calls = from.calls;
        this.retries = from.retries;
        this.rejected = from.rejected;
        this.cancelled = from.cancelled;
        this.answered = from.answered;
        this.failed = from.failed;
        this.failures = Collections.unmodifiableMap(new TreeMap<>(from.failures));
    }

    /**
     * @param method of HTTP; of a database {@code CONNECT} or the kind of statement; {@code other} for all that was not
     *     recorded apart
     * @param path its shape, as a route of the configuration would have it; empty where there is none
     */
    public static Builder builder(String method, String path) {
        return new Builder(method, path);
    }

    /** Both together, under the name of this one. */
    public ObservedOperation plus(ObservedOperation other) {
        Map<String, Long> sum = new TreeMap<>(failures);
        other.failures.forEach((word, count) -> sum.merge(word, count, Long::sum));
        return builder(method, path)
                .calls(calls + other.calls)
                .retries(retries + other.retries)
                .rejected(rejected + other.rejected)
                .cancelled(cancelled + other.cancelled)
                .answered(answered.plus(other.answered))
                .failed(failed.plus(other.failed))
                .failures(sum)
                .build();
    }

    public String method() {
        return method;
    }

    /** {@code /v1/orders/{id}}; empty for a database, and for what was not recorded apart. */
    public String path() {
        return path;
    }

    /** True if this is all that was not recorded apart. */
    public boolean isOthers() {
        return method.equals(OperationRecorder.OTHERS);
    }

    /** That have ended, those that were refused included. */
    public long calls() {
        return calls;
    }

    /** Attempts of ours after the first. What clients repeat by themselves is not seen. */
    public long retries() {
        return retries;
    }

    public long rejected() {
        return rejected;
    }

    /** Given up by the application. */
    public long cancelled() {
        return cancelled;
    }

    /** Attempts that were answered, whatever the answer, but for those below. */
    public Quantiles answered() {
        return answered;
    }

    /** Attempts that failed, or were answered with a status of 500 and above. */
    public Quantiles failed() {
        return failed;
    }

    /** Calls that failed, by the word of the class; {@code server-error} for other statuses of 500 and above. */
    public Map<String, Long> failures() {
        return failures;
    }

    /** Calls that failed. */
    public long failedCalls() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Confined to one thread. */
    public static final class Builder {
        private final String method;
        private final String path;
        private long calls;
        private long retries;
        private long rejected;
        private long cancelled;
        private Quantiles answered = Quantiles.none();
        private Quantiles failed = Quantiles.none();
        private Map<String, Long> failures = Collections.emptyMap();

        private Builder(String method, String path) {
            this.method = method;
            this.path = path;
        }

        public Builder calls(long value) {
            calls = value;
            return this;
        }

        public Builder retries(long value) {
            retries = value;
            return this;
        }

        public Builder rejected(long value) {
            rejected = value;
            return this;
        }

        public Builder cancelled(long value) {
            cancelled = value;
            return this;
        }

        public Builder answered(Quantiles value) {
            answered = value;
            return this;
        }

        public Builder failed(Quantiles value) {
            failed = value;
            return this;
        }

        public Builder failures(Map<String, Long> value) {
            failures = value;
            return this;
        }

        public ObservedOperation build() {
            return new ObservedOperation(this);
        }
    }
}
