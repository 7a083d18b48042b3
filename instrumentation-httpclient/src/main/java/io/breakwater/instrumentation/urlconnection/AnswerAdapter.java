package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpClient.parseHTTP} of {@code sun.net.www.http}: the request is written, and the answer awaited. If the
 * connection breaks the JDK would send the request once more by itself, a POST included; where our policy decides on such
 * a failure, it must not: attempts would multiply.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class AnswerAdapter implements Watcher {
    private final Engine engine;

    public AnswerAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        Object connection = call[call.length - 1];
        UrlConnectionCall<?> running = connection == null ? null : RunningCalls.on(connection);
        UrlConnectionAttempt<?> attempt = running == null ? null : running.attempt();
        if (running == null || attempt == null) {
            return null;
        }
        if (attempt.isExpired()) {
            throw attempt.timedOut(null);
        }
        try {
            RequestSnapshot request = running.request();
            if (request != null) {
                request.endWrite();
                if (attempt.forbidsRepetition()) {
                    running.insides.forbidRepetition(call[0]);
                }
            }
        } catch (Throwable bug) {
            engine.failedOpen("parseHTTP", bug);
        }
        return null;
    }
}
