package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpAsyncMainClientExec.execute} and the same of HTTP/2: an asynchronous client has its connection, and begins to
 * send the request. Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class AsyncRequestAdapter implements Watcher {

    /** @param engine not needed: an attempt has it */
    public AsyncRequestAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) call[3];
        if (scope.cancellableDependency instanceof AsyncAttempt) {
            ((AsyncAttempt) scope.cancellableDependency).onRequest((HttpRequest) call[1]);
        }
        return null;
    }
}
