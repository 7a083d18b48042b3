package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpURLConnection.writeRequests}: the connection stands, and the request is about to be put together and written.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RequestAdapter implements Watcher {
    private final Engine engine;

    public RequestAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        UrlConnectionCall<?> running = RunningCalls.on(call[0]);
        UrlConnectionAttempt<?> attempt = running == null ? null : running.attempt();
        if (running == null || attempt == null) {
            return null;
        }
        if (attempt.isExpired()) {
            throw attempt.timedOut(null);
        }
        try {
            attempt.onRequest();
            WrittenRequest.begin(attempt, running.connection);
            RequestSnapshot request = running.request();
            if (request != null && attempt.forbidsRepetition()) {
                request.beginWrite();
            }
        } catch (Throwable bug) {
            engine.failedOpen("writeRequests", bug);
        }
        return null;
    }
}
