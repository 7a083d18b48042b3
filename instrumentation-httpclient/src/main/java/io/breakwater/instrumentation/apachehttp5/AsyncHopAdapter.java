package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code AsyncProtocolExec.execute}: an asynchronous client turns to a server, at first, or after a redirect. Loaded by:
 * the adapter loader. Thread-safety: immutable. Errors: an {@link IOException}, as the method's own, if a redirect leads
 * to a destination that must not be called.
 */
public final class AsyncHopAdapter implements Watcher {

    /** @param engine not needed: an attempt has it */
    public AsyncHopAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) call[3];
        if (scope.cancellableDependency instanceof AsyncAttempt) {
            ((AsyncAttempt) scope.cancellableDependency).onHop(scope, (HttpRequest) call[1]);
        }
        return null;
    }
}
