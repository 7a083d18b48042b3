package io.breakwater.instrumentation.jdkhttp;

import java.net.http.HttpHeaders;
import java.util.Locale;

/** Answers that have no natural end, so that only the time between two parts of them may be limited. */
final class Streaming {
    private static final String[] TYPES = {"text/event-stream", "application/grpc", "multipart/x-mixed-replace"};

    private Streaming() {}

    static boolean isStreaming(HttpHeaders headers) {
        String type = headers.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        for (String streaming : TYPES) {
            if (type.startsWith(streaming)) {
                return true;
            }
        }
        return false;
    }
}
