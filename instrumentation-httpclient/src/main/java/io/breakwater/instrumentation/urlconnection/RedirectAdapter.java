package io.breakwater.instrumentation.urlconnection;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Rejection;
import io.breakwater.extension.Watcher;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * {@code HttpURLConnection.followRedirect0}: the call goes on at another address, which may be of a destination that must
 * not be called.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class RedirectAdapter implements Watcher {
    private final Engine engine;

    public RedirectAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws IOException {
        UrlConnectionCall<?> running = RunningCalls.on(call[0]);
        UrlConnectionAttempt<?> attempt = running == null ? null : running.attempt();
        Rejection rejection = attempt == null ? null : redirected(attempt, (HttpURLConnection) call[0], (URL) call[3]);
        if (running != null && rejection != null) {
            throw running.ours(UrlConnectionCall.refusal(rejection));
        }
        return null;
    }

    private @Nullable Rejection redirected(
            UrlConnectionAttempt<?> attempt, HttpURLConnection connection, @Nullable URL target) {
        try {
            Insides insides = Insides.known();
            if (insides == null || target == null || insides.isStreaming(connection)) {
                return null; // a body that is gone cannot follow: the JDK gives up
            }
            URL source = connection.getURL();
            if (sameOrigin(source, target)) {
                return null;
            }
            Guard guard = UrlConnectionCall.guardOf(engine, connection, target);
            return attempt.session().redirected(guard);
        } catch (Throwable bug) {
            attempt.session().failOpen("redirected", bug);
            return null;
        }
    }

    private static boolean sameOrigin(URL one, URL other) {
        return port(one) == port(other)
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getProtocol().equalsIgnoreCase(other.getProtocol());
    }

    private static int port(URL url) {
        return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
    }
}
