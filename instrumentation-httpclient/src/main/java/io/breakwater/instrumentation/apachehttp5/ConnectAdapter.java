package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.apache.hc.core5.io.ModalCloseable;
import org.jspecify.annotations.Nullable;

/**
 * {@code IOSessionRequest.assign}: a reactor has begun to connect to an address. If the connect timeout is ours, so is
 * the timer. Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class ConnectAdapter implements Watcher {
    private final Engine engine;

    public ConnectAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            ConnectLimit limit = ConnectLimit.of(PendingConnect.timeoutOf(call[0]));
            PendingConnect address = limit == null ? null : PendingConnect.of(call[0], (ModalCloseable) call[1]);
            if (limit != null && address != null) {
                limit.onConnect(address);
            }
        } catch (Throwable bug) {
            engine.failedOpen("limitConnect", bug);
        }
        return null;
    }
}
