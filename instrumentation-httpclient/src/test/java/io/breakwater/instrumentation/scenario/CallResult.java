package io.breakwater.instrumentation.scenario;

import java.util.Map;
import java.util.TreeMap;

/** The answer as the application sees it, its body read to the end. Immutable. */
public final class CallResult {
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String body;

    public CallResult(int status, Map<String, String> headers, String body) {
        this.status = status;
        this.headers.putAll(headers);
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The first value of a header, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The first value of each. */
    public Map<String, String> headers() {
        return headers;
    }

    public String body() {
        return body;
    }
}
