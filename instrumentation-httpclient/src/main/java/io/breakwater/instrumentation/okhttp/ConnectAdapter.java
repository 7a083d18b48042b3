package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * {@code ConnectInterceptor.intercept}: the call needs the network, for the first time, after a redirect, or with
 * credentials. The last moment before a connection is made or taken.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class ConnectAdapter implements Watcher {

    private final Engine engine;

    public ConnectAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        IOException refusal = null;
        try {
            Interceptor.Chain chain = (Interceptor.Chain) call[1];
            Nesting nesting = Nesting.of(chain.call());
            if (nesting != null) {
                OkAttempt attempt = nesting.attempt();
                refusal = attempt == null
                        ? nesting.refusal()
                        : attempt.onConnect(chain.request().url());
            }
        } catch (Throwable bug) {
            engine.failedOpen("onConnect", bug);
        }
        if (refusal != null) {
            throw refusal;
        }
        return null;
    }
}
