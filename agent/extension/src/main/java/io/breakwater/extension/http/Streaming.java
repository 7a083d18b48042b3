package io.breakwater.extension.http;

import java.util.Locale;
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
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        for (String streaming : TYPES) {
            if (type.startsWith(streaming)) {
                return true;
            }
        }
        return false;
    }
}
