package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.apache.http.impl.nio.reactor.DefaultConnectingIOReactor;
import org.apache.http.impl.nio.reactor.SessionRequestImpl;
import org.jspecify.annotations.Nullable;

/**
 * {@code DefaultConnectingIOReactor.connect}, where the pool of an asynchronous client asks for a connection, and {@code
 * SessionRequestImpl.setKey}, when the reactor has begun with it. If the connect timeout is ours, so is the timer.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class ConnectAdapter implements Watcher {
    private final Engine engine;

    public ConnectAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            if (call[0] instanceof SessionRequestImpl) {
                SessionRequestImpl request = (SessionRequestImpl) call[0];
                ConnectLimit limit = ConnectLimit.of(request.getAttachment());
                if (limit != null) {
                    limit.onConnect(request);
                }
            } else {
                ConnectLimit limit = ConnectLimit.of(call[3]);
                if (limit != null) {
                    limit.onRequest(Reactor.of((DefaultConnectingIOReactor) call[0]));
                }
            }
        } catch (Throwable bug) {
            engine.failedOpen("limitConnect", bug);
        }
        return null;
    }
}
