package io.breakwater.telemetry.metrics;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What the application got from a call, as a label: the status code, {@code success} where there is no code, the word of
 * the failure, {@code rejected} or {@code cancelled}.
 */
final class Status {
    static final String REJECTED = "rejected";
    static final String CANCELLED = "cancelled";
    static final String SUCCESS = "success";
    static final String NOT_STARTED = "not-started";

    /** A failure that no policy names, and a status code that is none. */
    static final String ERROR = "error";

    /** No status code. */
    static final int NONE = 0;

    private static final int LEAST_CODE = 100;
    private static final int MOST_CODE = 599;

    private Status() {}

    /** The status code, or {@link #NONE} if {@link #word} says more. */
    static int code(@Nullable Outcome outcome, boolean rejected) {
        if (rejected || outcome == null) {
            return NONE;
        }
        int status = outcome.status();
        return status >= LEAST_CODE && status <= MOST_CODE ? status : NONE;
    }

    /** What stands for a call without a status code. */
    static String word(@Nullable Outcome outcome, boolean rejected) {
        if (rejected) {
            return REJECTED;
        }
        if (outcome == Outcome.SUCCESS) {
            return SUCCESS;
        }
        if (outcome == Outcome.IGNORED) {
            return CANCELLED;
        }
        if (outcome == Outcome.NOT_STARTED) {
            return NOT_STARTED;
        }
        FailureClass failure = outcome == null ? null : outcome.failure();
        return failure == null ? ERROR : failure.word();
    }
}
