package io.breakwater.extension.http;

import org.jspecify.annotations.Nullable;

/**
 * Answers that have no natural end, so that only the time between two parts of them may be limited.
 *
 * <p>Thread-safety: stateless.
 */
public final class Streaming {
    private static final String[] TYPES = {"text/event-stream", "application/grpc", "multipart/x-mixed-replace"};

    private Streaming() {}

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
