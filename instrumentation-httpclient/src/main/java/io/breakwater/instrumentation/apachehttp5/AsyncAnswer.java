package io.breakwater.instrumentation.apachehttp5;

import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The end of an attempt that got an answer: given to the application, or held back. Thread-safety: immutable. */
final class AsyncAnswer {
    private final @Nullable HttpResponse response;
    private final @Nullable HeldAnswer held;

    AsyncAnswer(@Nullable HttpResponse response, @Nullable HeldAnswer held) {
        this.response = response;
        this.held = held;
    }

    /** Null if the client ended the exchange without one. */
    @Nullable
    HttpResponse response() {
        return response;
    }

    /** Null if the application has it already. */
    @Nullable
    HeldAnswer held() {
        return held;
    }
}
