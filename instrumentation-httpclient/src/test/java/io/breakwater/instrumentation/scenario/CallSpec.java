package io.breakwater.instrumentation.scenario;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A request as a scenario wants it sent. Not thread-safe until it is given away. */
public final class CallSpec {
    private final String method;
    private final URI uri;
    private final List<String> headers = new ArrayList<>();
    private byte[] body;
    private boolean repeatable = true;
    private boolean expecting;
    private Duration ownTimeout;
    private Duration ownConnectTimeout;
    private boolean throwingHandler;

    private CallSpec(String method, URI uri) {
        this.method = method;
        this.uri = uri;
    }

    public static CallSpec get(URI uri) {
        return new CallSpec("GET", uri);
    }

    public static CallSpec of(String method, URI uri) {
        return new CallSpec(method, uri);
    }

    public CallSpec header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    /** A body that can be sent any number of times. */
    public CallSpec body(byte[] bytes) {
        this.body = bytes.clone();
        return this;
    }

    /** A body from a stream that can be read once. */
    public CallSpec bodyOnce(byte[] bytes) {
        this.repeatable = false;
        return body(bytes);
    }

    /** The timeout that the application itself sets, by the client's usual means for the wait for an answer. */
    public CallSpec ownTimeout(Duration timeout) {
        this.ownTimeout = timeout;
        return this;
    }

    /** The timeout for connecting that the application itself sets. */
    public CallSpec ownConnectTimeout(Duration timeout) {
        this.ownConnectTimeout = timeout;
        return this;
    }

    /** The application asks the server before it sends the body, by the client's usual means. */
    public CallSpec expectContinue() {
        this.expecting = true;
        return this;
    }

    /** The application's own code throws {@link IllegalStateException} when it is given the answer, where a form has such code. */
    public CallSpec throwingHandler() {
        this.throwingHandler = true;
        return this;
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    /** Name, value, name, value. */
    public List<String> headers() {
        return headers;
    }

    /** Null if there is none. */
    public byte[] body() {
        return body;
    }

    public boolean isRepeatable() {
        return repeatable;
    }

    /** Null if the application sets none. */
    public Duration ownTimeout() {
        return ownTimeout;
    }

    /** Null if the application sets none. */
    public Duration ownConnectTimeout() {
        return ownConnectTimeout;
    }

    public boolean isExpectingContinue() {
        return expecting;
    }

    public boolean isHandlerThrowing() {
        return throwingHandler;
    }
}
