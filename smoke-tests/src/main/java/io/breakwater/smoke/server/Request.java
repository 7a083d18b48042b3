package io.breakwater.smoke.server;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it arrived. Thread-safety: immutable. */
public final class Request {
    private final int number;
    private final long arrivedMillis;
    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;

    Request(int number, long arrivedMillis, String method, String target, Map<String, String> headers, byte[] body) {
        this.number = number;
        this.arrivedMillis = arrivedMillis;
        this.method = method;
        this.target = target;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    /** Counted from 1, in the order of arrival. */
    public int number() {
        return number;
    }

    /** When it had arrived as a whole; milliseconds since the epoch. */
    public long arrivedMillis() {
        return arrivedMillis;
    }

    public String method() {
        return method;
    }

    /** Path and query. */
    public String target() {
        return target;
    }

    /** The value of a header, in any case; null if it is absent. */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public int bodyLength() {
        return body.length;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
