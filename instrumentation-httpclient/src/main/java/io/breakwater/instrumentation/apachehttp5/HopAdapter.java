package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code ProtocolExec.execute}: a classic client turns to a server, at first, or after a redirect. Loaded by: the adapter
 * loader. Thread-safety: immutable. Errors: an {@link IOException}, as the method's own, if a redirect leads to a
 * destination that must not be called.
 */
public final class HopAdapter implements Watcher {
    private final Engine engine;

    public HopAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        ExecChain.Scope scope = (ExecChain.Scope) call[2];
        ClassicAttempt attempt = null;
        try {
            attempt = ClassicAttempt.of(scope);
        } catch (Throwable bug) {
            engine.failedOpen("onHop", bug);
        }
        if (attempt != null) {
            attempt.onHop(scope, (HttpRequest) call[1]);
        }
        return null;
    }
}
