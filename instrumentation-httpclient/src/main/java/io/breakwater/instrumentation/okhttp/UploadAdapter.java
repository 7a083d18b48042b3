package io.breakwater.instrumentation.okhttp;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code Exchange.createRequestBody}: the request's body begins to go out.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class UploadAdapter implements Watcher {

    private final Engine engine;

    public UploadAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            OkAttempt attempt = Nesting.current();
            if (attempt != null && attempt.isIn(call[0])) {
                attempt.onUpload();
            }
        } catch (Throwable bug) {
            engine.failedOpen("onUpload", bug);
        }
        return null;
    }
}
