package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Adapter;
import org.apache.http.client.HttpRequestRetryHandler;
import org.apache.http.impl.client.AbstractHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * {@code AbstractHttpClient.getHttpRequestRetryHandler}: the old-style client asks itself for the handler of the call that
 * it is about to make. The method is final: nobody overrides it.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RetryHandlerAdapter implements Adapter {
    private static final ThreadLocal<@Nullable Boolean> ASKING = new ThreadLocal<>();

    private final Engine engine;

    public RetryHandlerAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        BlockingAttempt attempt = CurrentAttempt.get();
        if (attempt == null || attempt.call().client != call[0] || ASKING.get() != null) {
            return null;
        }
        try {
            HttpRequestRetryHandler handler = handlerOf((AbstractHttpClient) call[0]);
            return handler == null ? null : new Object[] {new AskedBefore(attempt, handler)};
        } catch (Throwable bug) {
            engine.failedOpen("forbidRepetition", bug);
            return null;
        }
    }

    private static @Nullable HttpRequestRetryHandler handlerOf(AbstractHttpClient client) {
        ASKING.set(Boolean.TRUE);
        try {
            return client.getHttpRequestRetryHandler();
        } finally {
            ASKING.remove();
        }
    }
}
