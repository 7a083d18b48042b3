package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpURLConnection.disconnect}: if a call is under way, the application gives it up from another thread. It is
 * not repeated then, and waits for nothing any more; the JDK closes the socket.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class DisconnectAdapter implements Watcher {
    private final Engine engine;

    public DisconnectAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            UrlConnectionCall<?> running = RunningCalls.on(call[0]);
            if (running != null) {
                running.cancel();
            }
        } catch (Throwable bug) {
            engine.failedOpen("disconnect", bug);
        }
        return null;
    }
}
