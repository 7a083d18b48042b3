package io.breakwater.instrumentation.jdkhttp;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A response with the body that was made of it later. Thread-safety: immutable.
 *
 * @param <T> the body's type
 */
final class ReleasedResponse<T> implements HttpResponse<T> {
    private static final @Nullable MethodHandle CONNECTION_LABEL = connectionLabelHandle();

    private final HttpResponse<T> response;
    private final T body;

    ReleasedResponse(HttpResponse<T> response, T body) {
        this.response = response;
        this.body = body;
    }

    @Override
    public int statusCode() {
        return response.statusCode();
    }

    @Override
    public HttpRequest request() {
        return response.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return response.previousResponse();
    }

    @Override
    public HttpHeaders headers() {
        return response.headers();
    }

    @Override
    public T body() {
        return body;
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return response.sslSession();
    }

    @Override
    public URI uri() {
        return response.uri();
    }

    @Override
    public Version version() {
        return response.version();
    }

    /** Overrides the method that Java 25 added to the interface. */
    @SuppressWarnings({"unchecked", "unused"})
    public Optional<String> connectionLabel() {
        try {
            return CONNECTION_LABEL == null
                    ? Optional.empty()
                    : (Optional<String>) CONNECTION_LABEL.invoke((HttpResponse<?>) response);
        } catch (Throwable unknown) {
            return Optional.empty();
        }
    }

    private static @Nullable MethodHandle connectionLabelHandle() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(HttpResponse.class, "connectionLabel", MethodType.methodType(Optional.class));
        } catch (ReflectiveOperationException beforeJava25) {
            return null;
        }
    }

    @Override
    public String toString() {
        return response.toString();
    }
}
