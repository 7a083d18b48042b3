package io.breakwater.instrumentation.apachehttp5;

import java.lang.reflect.Method;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Copies a request into a new one, so that each attempt starts from what the application gave. Thread-safety: stateless.
 */
final class RequestCopies {
    /** Since core 5.1: whether the request line has the whole address. */
    private static final @Nullable Method IS_ABSOLUTE = method("isAbsoluteRequestUri");

    private static final @Nullable Method SET_ABSOLUTE = method("setAbsoluteRequestUri", boolean.class);

    private RequestCopies() {}

    private static @Nullable Method method(String name, Class<?>... parameters) {
        try {
            return BasicHttpRequest.class.getMethod(name, parameters);
        } catch (NoSuchMethodException olderCore) {
            return null;
        }
    }

    static HttpRequest of(HttpRequest request) {
        BasicHttpRequest copy = new BasicHttpRequest(request.getMethod(), request.getPath());
        copy(request, copy);
        return copy;
    }

    /** All but method and path, which the new request has already. */
    static void copy(HttpRequest from, BasicHttpRequest to) {
        to.setVersion(from.getVersion());
        to.setScheme(from.getScheme());
        to.setAuthority(from.getAuthority());
        to.setHeaders(from.getHeaders());
        if (IS_ABSOLUTE != null && SET_ABSOLUTE != null && from instanceof BasicHttpRequest) {
            try {
                if (Boolean.TRUE.equals(IS_ABSOLUTE.invoke(from))) {
                    SET_ABSOLUTE.invoke(to, true);
                }
            } catch (ReflectiveOperationException impossible) {
                // Both are public.
            }
        }
    }
}
