package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.OwnCall;
import java.io.IOException;
import okhttp3.Request;
import okhttp3.internal.connection.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * {@code Exchange.writeRequestHeaders}: the head of a request goes out, after all interceptors have seen it. What we write
 * goes out with it alone: the client's caches, its redirects and the answer have the request as the application made it.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable. Errors: what the method throws.
 */
public final class HeadersAdapter implements Adapter {
    private static final OwnCall OWN_CALL = new OwnCall();

    private final Engine engine;

    public HeadersAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        if (OWN_CALL.take()) {
            return null;
        }
        Exchange exchange = (Exchange) call[0];
        Request request = (Request) call[1];
        Request written = written(exchange, request);
        if (written == request) {
            return null;
        }
        OWN_CALL.begin();
        try {
            exchange.writeRequestHeaders(written);
        } finally {
            OWN_CALL.end();
        }
        return new Object[] {null};
    }

    private Request written(Exchange exchange, Request request) {
        try {
            OkAttempt attempt = Nesting.current();
            return attempt != null && attempt.isIn(exchange) ? attempt.written(request) : request;
        } catch (Throwable bug) {
            engine.failedOpen("headers", bug);
            return request;
        }
    }
}
