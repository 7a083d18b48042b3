package io.breakwater.engine.pictures;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import java.io.IOException;

/** How the server of a picture answers one request. Thread-safety: immutable. */
final class Reply {
    final Outcome outcome;
    final boolean isAnswer;
    final long takesNanos;

    private Reply(Outcome outcome, boolean isAnswer, long takesNanos) {
        this.outcome = outcome;
        this.isAnswer = isAnswer;
        this.takesNanos = takesNanos;
    }

    static Reply status(int status, long takesMillis) {
        return new Reply(Outcome.ofStatus(status), true, takesMillis * Play.MILLI);
    }

    static Reply fails(FailureClass failure, long takesMillis) {
        return new Reply(Outcome.failed(failure), false, takesMillis * Play.MILLI);
    }

    static Reply silence() {
        return new Reply(Outcome.SUCCESS, true, Long.MAX_VALUE);
    }

    Reply retryAfterMillis(long millis) {
        return new Reply(outcome.withRetryAfter(millis * Play.MILLI), isAnswer, takesNanos);
    }

    /** What the client throws, if it is no answer. */
    IOException failure() {
        return new IOException(outcome.toString());
    }
}
