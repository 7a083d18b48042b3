package io.breakwater.extension.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The key by which a server tells a repetition from a new request, as the application wrote it. It is never written or
 * changed by us: each attempt is a copy of the same request.
 *
 * <p>Thread-safety: stateless. Source: draft-ietf-httpapi-idempotency-key-header.
 */
public final class RequestKey {
    private RequestKey() {}

    /**
     * True if there is one; an empty value is none.
     *
     * @param firstHeader gives the first value of a header by its name, or null
     */
    public static boolean isCarried(String name, Function<String, @Nullable String> firstHeader) {
        String value = firstHeader.apply(name);
        return value != null && !value.trim().isEmpty();
    }
}
