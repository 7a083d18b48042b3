package io.breakwater.engine;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended, as an adapter classes it. Instances for statuses and failure classes are shared, so that the
 * success path allocates nothing.
 *
 * <p>Thread-safety: immutable.
 */
@SuppressWarnings("EnumOrdinal") // indexes an array of this class alone, so that the success path looks nothing up
public final class Outcome {
    /** {@link #retryAfterNanos()} where the peer named no time. */
    public static final long NO_RETRY_AFTER = -1;

    /** Nothing can be said: the application cancelled, or the failure is its own. Counts for no policy. */
    public static final Outcome IGNORED = new Outcome(0, null, NO_RETRY_AFTER, "ignored");

    /** A success of a call that has no status. */
    public static final Outcome SUCCESS = new Outcome(0, null, NO_RETRY_AFTER, "success");

    /** A failure that no policy names: it is neither retried nor counted by the breaker. */
    public static final Outcome OTHER_FAILURE = new Outcome(0, null, NO_RETRY_AFTER, "other failure");

    /**
     * The client itself refused to begin (it is closed, say); nothing left the process. Counts for no policy, and if an
     * earlier attempt got an answer, the application sees that one.
     */
    public static final Outcome NOT_STARTED = new Outcome(0, null, NO_RETRY_AFTER, "not started");

    private static final int MAX_STATUS = 599;
    private static final Outcome[] STATUSES = new Outcome[MAX_STATUS + 1];
    private static final Outcome[] FAILURES = new Outcome[FailureClass.values().length];

    static {
        for (int status = 0; status <= MAX_STATUS; status++) {
            STATUSES[status] = new Outcome(status, classOf(status), NO_RETRY_AFTER, "status " + status);
        }
        for (FailureClass failure : FailureClass.values()) {
            FAILURES[failure.ordinal()] = new Outcome(0, failure, NO_RETRY_AFTER, failure.word());
        }
    }

    private final int status;
    private final @Nullable FailureClass failure;
    private final long retryAfterNanos;
    private final String description;

    private Outcome(int status, @Nullable FailureClass failure, long retryAfterNanos, String description) {
        this.status = status;
        this.failure = failure;
        this.retryAfterNanos = retryAfterNanos;
        this.description = description;
    }

    /** An answer with a status code. */
    public static Outcome ofStatus(int status) {
        return status >= 0 && status <= MAX_STATUS
                ? STATUSES[status]
                : new Outcome(status, null, NO_RETRY_AFTER, "status " + status);
    }

    /** No answer, for the given reason. */
    public static Outcome failed(FailureClass failure) {
        return FAILURES[failure.ordinal()];
    }

    /** This outcome, with the time after which the peer wants to be asked again; not negative, in nanoseconds. */
    public Outcome withRetryAfter(long nanos) {
        return new Outcome(status, failure, Math.max(0, nanos), description);
    }

    /** The status code, or 0 where there is none. */
    public int status() {
        return status;
    }

    /** The failure class, or null for a success, an unnamed failure or an ignored outcome. */
    public @Nullable FailureClass failure() {
        return failure;
    }

    /** Nanoseconds after which the peer wants to be asked again, or {@link #NO_RETRY_AFTER}. */
    public long retryAfterNanos() {
        return retryAfterNanos;
    }

    /** True if the request provably had no effect. */
    public boolean isNeverSent() {
        return failure != null && failure.isNeverSent();
    }

    /** For people: {@code status 503}, {@code connect-failure}. */
    @Override
    public String toString() {
        return description;
    }

    private static @Nullable FailureClass classOf(int status) {
        switch (status) {
            case 429:
                return FailureClass.TOO_MANY_REQUESTS;
            case 502:
            case 503:
            case 504:
                return FailureClass.GATEWAY_ERROR;
            default:
                return null;
        }
    }
}
