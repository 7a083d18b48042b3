package io.breakwater.instrumentation.urlconnection;

import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
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
    private final boolean secure;

    private Wire(Insides insides, Object client, @Nullable Object requests, boolean secure) {
        this.insides = insides;
        this.client = client;
        this.requests = requests;
        this.secure = secure;
    }

    /** Null if nothing is open. */
    static @Nullable Wire of(Insides insides, HttpURLConnection connection) {
        Object client = insides.client(connection);
        boolean secure = "https".equalsIgnoreCase(connection.getURL().getProtocol());
        return client == null ? null : new Wire(insides, client, insides.requestsOf(client), secure);
    }

    /** Closes the socket, from any thread, unless it waits in the pool or carries another call. */
    void cutUnlessLeft() {
        if (!insides.isPooled(client) && insides.requestsOf(client) == requests) {
            cut();
        }
    }

    /** Closing says good-bye in TLS, and may have to wait for a writer that the peer does not listen to. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing tells nobody of its failures
    private void cut() {
        insides.forbidRepetition(client);
        if (secure) {
            CompletableFuture.runAsync(() -> insides.closeWire(client));
        } else {
            insides.closeWire(client);
        }
    }
}
