package io.breakwater.instrumentation.urlconnection;

import io.breakwater.extension.Elsewhere;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The client that carries a call, as long as it does: once the answer is read to its end, the JDK gives the same client
 * to another call, which must not be cut off.
 *
 * <p>Thread-safety: immutable.
 */
final class Wire {
    private final Insides insides;
    private final Object client;
    private final @Nullable Object requests;

    private Wire(Insides insides, Object client, @Nullable Object requests) {
        this.insides = insides;
        this.client = client;
        this.requests = requests;
    }

    /** Null if nothing is open. */
    static @Nullable Wire of(Insides insides, HttpURLConnection connection) {
        Object client = insides.client(connection);
        return client == null ? null : new Wire(insides, client, insides.requestsOf(client));
    }

    /**
     * Closes the socket, unless it waits in the pool or carries another call. For the timer's thread. Closing goes on
     * elsewhere: it says good-bye in TLS, and may have to wait for a writer that the peer does not listen to.
     */
    void cutUnlessLeft() {
        if (!insides.isPooled(client) && insides.requestsOf(client) == requests) {
            insides.forbidRepetition(client);
            Elsewhere.run(() -> insides.closeWire(client));
        }
    }
}
