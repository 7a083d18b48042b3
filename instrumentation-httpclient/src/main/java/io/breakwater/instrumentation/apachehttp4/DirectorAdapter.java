package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import org.apache.http.impl.client.RoutedRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@code DefaultRequestDirector}: one object for all the exchanges of one call of an old-style client; {@code execute}
 * tells whose it is, {@code tryConnect} begins an exchange.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable. Errors: an {@link IOException}, as the method's own, if a
 * redirect leads to a destination that must not be called.
 */
public final class DirectorAdapter implements Watcher {
    /** Adapters are created with the engine; this one reports through its attempt. */
    public DirectorAdapter(Engine engine) {}

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        BlockingAttempt attempt = CurrentAttempt.get();
        if (attempt == null) {
            return null;
        }
        if (!(call[1] instanceof RoutedRequest)) {
            if (call[2] == attempt.request()) {
                attempt.isDirectedBy(call[0]);
            }
        } else if (attempt.isOf(call[0])) {
            RoutedRequest next = (RoutedRequest) call[1];
            attempt.onExchange(next.getRoute().getTargetHost(), next.getRequest());
        }
        return null;
    }
}
