package io.breakwater.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How a scripted server answers one attempt, and after how long. Immutable. */
final class Reply {
    private static final long DEFAULT_NANOS = 10_000_000;

    final Outcome outcome;

    /** What the client throws, or null if it brings an answer. */
    final @Nullable Throwable failure;

    final long takesNanos;

    private Reply(Outcome outcome, @Nullable Throwable failure, long takesNanos) {
        this.outcome = outcome;
        this.failure = failure;
        this.takesNanos = takesNanos;
    }

    static Reply status(int status) {
        return new Reply(Outcome.ofStatus(status), null, DEFAULT_NANOS);
    }

    static Reply fails(FailureClass failure) {
        return fails(failure, new IOException(failure.word()));
    }

    static Reply fails(FailureClass failure, Throwable thrown) {
        return new Reply(Outcome.failed(failure), thrown, DEFAULT_NANOS);
    }

    /** A failure that no policy names. */
    static Reply other(Throwable thrown) {
        return new Reply(Outcome.OTHER_FAILURE, thrown, DEFAULT_NANOS);
    }

    /** The client refuses to begin. */
    static Reply notStarted() {
        return new Reply(Outcome.NOT_STARTED, new IOException("client is closed"), 0);
    }

    /** No answer, ever. */
    static Reply silence() {
        return status(200).takesNanos(Long.MAX_VALUE);
    }

    Reply takesMillis(long millis) {
        return takesNanos(millis * 1_000_000);
    }

    Reply retryAfterMillis(long millis) {
        return new Reply(outcome.withRetryAfter(millis * 1_000_000), failure, takesNanos);
    }

    Reply takesNanos(long nanos) {
        return new Reply(outcome, failure, nanos);
    }
}
