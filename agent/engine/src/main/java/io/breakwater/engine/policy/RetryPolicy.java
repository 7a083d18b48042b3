package io.breakwater.engine.policy;

import io.breakwater.engine.FailureClass;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When a failed attempt is repeated. Thread-safety: immutable; the builder is not. */
public final class RetryPolicy {
    /** RFC 9110 section 9.2.2. */
    public static final Set<String> IDEMPOTENT_METHODS = Collections.unmodifiableSet(
            new HashSet<>(Arrays.asList("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")));

    /** One attempt, whatever happens. */
    public static final RetryPolicy DISABLED = builder().mode(Mode.DISABLED).build();

    private final Mode mode;
    private final int maxAttempts;
    private final FailureMatcher retryOn;
    private final Set<String> methods;
    private final @Nullable String keyName;
    private final BackoffPolicy backoff;
    private final boolean honorRetryAfter;
    private final long maxRetryAfterNanos;
    private final BudgetPolicy budget;
    private final long maxReplayBodyBytes;
    private final boolean urlConnection;
    private final String origin;

    private RetryPolicy(Builder builder) {
        this.mode = builder.mode;
        this.maxAttempts = builder.maxAttempts;
        this.retryOn = builder.retryOn;
        this.methods = builder.methods;
        this.keyName = builder.keyName;
        this.backoff = builder.backoff;
        this.honorRetryAfter = builder.honorRetryAfter;
        this.maxRetryAfterNanos = builder.maxRetryAfterNanos;
        this.budget = builder.budget;
        this.maxReplayBodyBytes = builder.maxReplayBodyBytes;
        this.urlConnection = builder.urlConnection;
        this.origin = builder.origin;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Mode mode() {
        return mode;
    }

    /** Attempts, the first included. */
    public int maxAttempts() {
        return maxAttempts;
    }

    public FailureMatcher retryOn() {
        return retryOn;
    }

    /** Methods, in upper case, that may be repeated although the server may have acted on the first attempt. */
    public Set<String> methods() {
        return methods;
    }

    /**
     * The name under which a request must carry a key to be repeated, if its method is among {@link #methods} and is not
     * idempotent; null if the method is enough.
     */
    public @Nullable String keyName() {
        return keyName;
    }

    public BackoffPolicy backoff() {
        return backoff;
    }

    public boolean honorRetryAfter() {
        return honorRetryAfter;
    }

    /** A peer that asks for a longer wait than this gets no retry; the answer goes to the application. */
    public long maxRetryAfterNanos() {
        return maxRetryAfterNanos;
    }

    public BudgetPolicy budget() {
        return budget;
    }

    /** A request body larger than this is never sent twice. */
    public long maxReplayBodyBytes() {
        return maxReplayBodyBytes;
    }

    /** Whether calls of the JDK's {@code HttpURLConnection} are repeated; only its adapter asks. */
    public boolean urlConnection() {
        return urlConnection;
    }

    public String origin() {
        return origin;
    }

    /** Not thread-safe. Defaults: two attempts, of what was provably never processed. */
    public static final class Builder {
        private Mode mode = Mode.ENFORCE;
        private int maxAttempts = 2;
        private FailureMatcher retryOn = FailureMatcher.of(FailureClass.CONNECT_FAILURE, FailureClass.REFUSED_STREAM);
        private Set<String> methods = IDEMPOTENT_METHODS;
        private @Nullable String keyName;
        private BackoffPolicy backoff = BackoffPolicy.DEFAULT;
        private boolean honorRetryAfter = true;
        private long maxRetryAfterNanos = 5_000_000_000L;
        private BudgetPolicy budget = BudgetPolicy.DEFAULT;
        private long maxReplayBodyBytes = 64 * 1024;
        private boolean urlConnection;
        private String origin = "built-in";

        private Builder() {}

        public Builder mode(Mode value) {
            mode = value;
            return this;
        }

        /** 1 to 10. */
        public Builder maxAttempts(int value) {
            maxAttempts = (int) Arguments.within("maxAttempts", value, 1, 10);
            return this;
        }

        public Builder retryOn(FailureMatcher value) {
            retryOn = value;
            return this;
        }

        public Builder methods(Set<String> value) {
            methods = Collections.unmodifiableSet(new HashSet<>(value));
            return this;
        }

        public Builder keyName(@Nullable String value) {
            keyName = value;
            return this;
        }

        public Builder backoff(BackoffPolicy value) {
            backoff = value;
            return this;
        }

        public Builder honorRetryAfter(boolean value) {
            honorRetryAfter = value;
            return this;
        }

        public Builder maxRetryAfterNanos(long value) {
            maxRetryAfterNanos = Arguments.atLeast("maxRetryAfterNanos", value, 0);
            return this;
        }

        public Builder budget(BudgetPolicy value) {
            budget = value;
            return this;
        }

        public Builder maxReplayBodyBytes(long value) {
            maxReplayBodyBytes = Arguments.atLeast("maxReplayBodyBytes", value, 0);
            return this;
        }

        public Builder urlConnection(boolean value) {
            urlConnection = value;
            return this;
        }

        public Builder origin(String value) {
            origin = value;
            return this;
        }

        public RetryPolicy build() {
            return new RetryPolicy(this);
        }
    }
}
