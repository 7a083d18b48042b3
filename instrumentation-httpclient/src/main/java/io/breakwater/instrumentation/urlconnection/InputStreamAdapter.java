package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpURLConnection.getInputStream}, which {@code getResponseCode}, {@code getHeaderField}, {@code
 * URL.openStream} and the like go through, and most of them more than once for one call.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class InputStreamAdapter implements Adapter {
    private final Engine engine;
    private final @Nullable Insides insides;

    public InputStreamAdapter(Engine engine) {
        this.engine = engine;
        // Looked up here, where a security manager that watches the application does not see it on the stack.
        this.insides = Insides.known();
        RequestSnapshot.lookUp();
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        InputStreamCall guarded = begin((HttpURLConnection) call[0]);
        return guarded == null ? null : new Object[] {guarded.run()};
    }

    private @Nullable InputStreamCall begin(HttpURLConnection connection) {
        try {
            if (insides == null
                    || RunningCalls.on(connection) != null
                    || !connection.getDoInput()
                    || insides.isOver(connection)) {
                return null;
            }
            Guard guard = UrlConnectionCall.guardOf(engine, connection);
            return guard == null ? null : new InputStreamCall(engine, guard, insides, connection);
        } catch (Throwable bug) {
            engine.failedOpen("getInputStream", bug);
            return null;
        }
    }
}
