package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.extension.http.RequestHeaders;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.Header;
import org.apache.http.HttpRequest;

/**
 * The headers of the request that goes out, in the client's own wrapper of it: redirects, and the client's repetitions,
 * begin with those of the request within. Thread-safety: as the request.
 */
final class ExchangeHeaders implements RequestHeaders {
    private final HttpRequest request;

    ExchangeHeaders(HttpRequest request) {
        this.request = request;
    }

    @Override
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : request.getHeaders(name)) {
            values.add(String.valueOf(header.getValue()));
        }
        return values;
    }

    @Override
    public void set(String name, String value) {
        request.removeHeaders(name);
        request.setHeader(name, value);
    }

    @Override
    public void remove(String name) {
        request.removeHeaders(name);
    }
}
