package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.extension.http.RequestHeaders;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;

/**
 * The headers of the request that goes out: the client's own copy, made for one exchange, or ours. Redirects, the client's
 * cache and its repetitions begin with others. Thread-safety: as the request.
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
