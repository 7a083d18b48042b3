package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.apache.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpRequestExecutor.execute}: a blocking client has its connection, and is about to write. What fails from here
 * on, and be it in the application's own code, is no failure to connect any more.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RequestExecutorAdapter implements Watcher {
    /** Adapters are created with the engine; this one has nothing to report. */
    public RequestExecutorAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        BlockingAttempt attempt = CurrentAttempt.get();
        HttpRequest request = (HttpRequest) call[1];
        if (attempt != null && !Requests.opensTunnel(request)) {
            attempt.begins(request);
        }
        return null;
    }
}
