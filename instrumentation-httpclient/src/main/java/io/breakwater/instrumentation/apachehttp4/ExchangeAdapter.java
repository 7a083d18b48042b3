package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import org.apache.http.HttpRequest;
import org.apache.http.conn.routing.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * The innermost part of the client's chain: it begins an exchange, at first, after a redirect, or to repeat by itself.
 * Loaded by: the adapter loader. Thread-safety: immutable. Errors: an {@link IOException}, as the method's own, if a
 * redirect leads to a destination that must not be called.
 */
public final class ExchangeAdapter implements Watcher {
    /** Adapters are created with the engine; this one reports through its attempt. */
    public ExchangeAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        BlockingAttempt attempt = CurrentAttempt.of(call[4]);
        if (attempt != null) {
            HttpRequest request = (HttpRequest) call[2];
            attempt.onExchange(((HttpRoute) call[1]).getTargetHost(), request);
            if (CurrentAttempt.get() != attempt) {
                attempt.begins(request); // in another thread, where nothing tells us when it writes
            }
        }
        return null;
    }
}
