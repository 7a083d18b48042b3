package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpURLConnection.connect}, called by the application, or by {@code getOutputStream}.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class ConnectAdapter implements Adapter {
    private final Engine engine;
    private final @Nullable Insides insides;

    public ConnectAdapter(Engine engine) {
        this.engine = engine;
        // Looked up here, where a security manager that watches the application does not see it on the stack.
        this.insides = Insides.known();
        RequestSnapshot.lookUp();
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        ConnectCall guarded = begin((HttpURLConnection) call[0]);
        return guarded == null ? null : new Object[] {guarded.run()};
    }

    private @Nullable ConnectCall begin(HttpURLConnection connection) {
        try {
            if (insides == null || RunningCalls.on(connection) != null || insides.isConnected(connection)) {
                return null;
            }
            Guard guard = UrlConnectionCall.guardOf(engine, connection);
            return guard == null ? null : new ConnectCall(engine, guard, insides, connection);
        } catch (Throwable bug) {
            engine.failedOpen("connect", bug);
            return null;
        }
    }
}
