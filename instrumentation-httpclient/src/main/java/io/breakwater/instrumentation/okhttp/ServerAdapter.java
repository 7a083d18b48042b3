package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * {@code CallServerInterceptor.intercept}: the connection stands, and the request goes out from here on.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class ServerAdapter implements Watcher {

    private final Engine engine;

    public ServerAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            Interceptor.Chain chain = (Interceptor.Chain) call[1];
            Nesting nesting = Nesting.of(chain.call());
            OkAttempt attempt = nesting == null ? null : nesting.attempt();
            if (attempt != null) {
                attempt.onExchange(ClientParts.exchangeOf(chain));
            }
        } catch (Throwable bug) {
            engine.failedOpen("onExchange", bug);
        }
        return null;
    }
}
