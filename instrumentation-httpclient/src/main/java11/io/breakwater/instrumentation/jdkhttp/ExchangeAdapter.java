package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code MultiExchange.requestFilters}: the client begins an exchange, at first, after a redirect, or with credentials.
 * Loaded by: the adapter loader. Thread-safety: immutable. Errors: an {@link IOException}, as the method's own, if a
 * redirect leads to a destination that must not be called.
 */
public final class ExchangeAdapter implements Watcher {

    private final Engine engine;

    public ExchangeAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        Object mark = null;
        try {
            mark = MultiExchanges.markOf(call[0]);
        } catch (RuntimeException | Error bug) {
            engine.failedOpen("onExchange", bug);
        }
        if (mark != null) {
            JdkAttempt<?> attempt = AttemptMark.attemptOf(mark);
            if (attempt != null) {
                attempt.onExchange(call[0], (HttpRequest) call[1]);
            } else if (AttemptMark.isErased(mark)) {
                throw new IOException("the call is over");
            }
        }
        return null;
    }
}
