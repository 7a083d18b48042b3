package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code MainClientExec.execute}: a classic client has its connection, and begins to send the request. Loaded by: the
 * adapter loader. Thread-safety: immutable.
 */
public final class RequestAdapter implements Watcher {
    private final Engine engine;

    public RequestAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            ClassicAttempt attempt = ClassicAttempt.of((ExecChain.Scope) call[2]);
            if (attempt != null) {
                attempt.onRequest((HttpRequest) call[1]);
            }
        } catch (Throwable bug) {
            engine.failedOpen("onRequest", bug);
        }
        return null;
    }
}
