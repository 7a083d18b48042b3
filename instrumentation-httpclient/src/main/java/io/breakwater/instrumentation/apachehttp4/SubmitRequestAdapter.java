package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.apache.http.HttpRequest;
import org.apache.http.nio.NHttpClientConnection;
import org.apache.http.nio.protocol.HttpAsyncRequestExecutor;
import org.jspecify.annotations.Nullable;

/**
 * {@code DefaultNHttpClientConnection.submitRequest}: an asynchronous client writes the head of a request. What fails from
 * here on is no failure to connect any more.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class SubmitRequestAdapter implements Watcher {
    private final Engine engine;

    public SubmitRequestAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            AsyncAttempt<?> attempt = AsyncExchangeAdapter.attemptOf(
                    ((NHttpClientConnection) call[0]).getContext().getAttribute(HttpAsyncRequestExecutor.HTTP_HANDLER));
            if (attempt != null && !Requests.opensTunnel((HttpRequest) call[1])) {
                attempt.begins((HttpRequest) call[1]);
            }
        } catch (Throwable bug) {
            engine.failedOpen("begins", bug);
        }
        return null;
    }
}
