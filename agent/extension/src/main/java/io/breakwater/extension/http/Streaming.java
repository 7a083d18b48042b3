package io.breakwater.extension.http;

import io.breakwater.engine.CallSession;
import io.breakwater.engine.policy.TimeoutPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Answers that have no natural end. Of the limits of a call only that on the time between two parts holds for them, and the
 * deadline of whoever asked for the call: nobody reads the stream after that.
 *
 * <p>Thread-safety: stateless.
 */
public final class Streaming {
    private static final String[] TYPES = {"text/event-stream", "application/grpc", "multipart/x-mixed-replace"};

    private Streaming() {}

    /**
     * What is left for a body, in nanoseconds, or {@link TimeoutPolicy#NONE}.
     *
     * @param contentType the header's value, or null
     * @param restNanos what is left of the limits of the attempt, which include the deadline
     */
    public static long restNanos(CallSession session, @Nullable String contentType, long restNanos) {
        return restNanos != TimeoutPolicy.NONE && isStreaming(contentType) ? session.deadlineNanos() : restNanos;
    }

    /** @param contentType the header's value, or null */
    public static boolean isStreaming(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        for (String streaming : TYPES) {
            if (contentType.regionMatches(true, 0, streaming, 0, streaming.length())) {
                return true;
            }
        }
        return false;
    }
}
