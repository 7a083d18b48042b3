package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code Exchange.finishRequest}: the whole request has gone out.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class SentAdapter implements Watcher {

    private final Engine engine;

    public SentAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            OkAttempt attempt = Nesting.current();
            if (attempt != null && attempt.isIn(call[0])) {
                attempt.onSent();
            }
        } catch (Throwable bug) {
            engine.failedOpen("onSent", bug);
        }
        return null;
    }
}
