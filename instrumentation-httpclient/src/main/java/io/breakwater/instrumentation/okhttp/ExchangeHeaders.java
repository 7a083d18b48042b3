package io.breakwater.instrumentation.okhttp;

import io.breakwater.extension.http.RequestHeaders;
import java.util.List;
import okhttp3.Request;

/** The headers of a request, which is copied as soon as one is written. Thread-safety: confined to the thread of the call. */
final class ExchangeHeaders implements RequestHeaders {
    private Request request;

    ExchangeHeaders(Request request) {
        this.request = request;
    }

    /** The request that was given, if nothing was written. */
    Request request() {
        return request;
    }

    @Override
    public List<String> values(String name) {
        return request.headers(name);
    }

    @Override
    public void set(String name, String value) {
        request = request.newBuilder().header(name, value).build();
    }

    @Override
    public void remove(String name) {
        request = request.newBuilder().removeHeader(name).build();
    }
}
