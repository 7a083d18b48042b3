package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code InternalExecRuntime.execute}: the minimal client, which has no chain, is connected, and begins to send the
 * request. Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class MinimalRequestAdapter implements Watcher {
    private final Engine engine;

    public MinimalRequestAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            ClassicAttempt attempt = ClassicAttempt.ofMinimal();
            if (attempt != null) {
                attempt.onRequest((HttpRequest) call[2]);
            }
        } catch (Throwable bug) {
            engine.failedOpen("onRequest", bug);
        }
        return null;
    }
}
