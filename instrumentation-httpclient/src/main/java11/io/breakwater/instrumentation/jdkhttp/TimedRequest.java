package io.breakwater.instrumentation.jdkhttp;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** The application's request with another timeout. The application's own is never changed. Thread-safety: immutable. */
final class TimedRequest extends HttpRequest {
    private final HttpRequest request;
    private final Duration timeout;

    TimedRequest(HttpRequest request, Duration timeout) {
        this.request = request;
        this.timeout = timeout;
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.of(timeout);
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
        return request.bodyPublisher();
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public boolean expectContinue() {
        return request.expectContinue();
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    @Override
    public Optional<Version> version() {
        return request.version();
    }

    @Override
    public HttpHeaders headers() {
        return request.headers();
    }
}
