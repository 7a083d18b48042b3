package io.breakwater.instrumentation.apachehttp4;

import org.apache.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt of an asynchronous call brought: a result of the application's own consumer, or an answer that was kept
 * from it. Thread-safety: immutable; what is held is given out once.
 *
 * @param <T> the result's type
 */
final class AsyncAnswer<T> {
    private final @Nullable T result;
    private final @Nullable HttpResponse head;
    private final @Nullable HeldContent held;

    /**
     * @param head of the answer, or null if it is not known
     * @param held its body, if the answer was kept from the application, else null
     */
    AsyncAnswer(@Nullable T result, @Nullable HttpResponse head, @Nullable HeldContent held) {
        this.result = result;
        this.head = head;
        this.held = held;
    }

    @Nullable
    T result() {
        return result;
    }

    @Nullable
    HttpResponse head() {
        return head;
    }

    @Nullable
    HeldContent held() {
        return held;
    }
}
