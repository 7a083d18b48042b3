package io.breakwater.instrumentation.okhttp;

import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.URI;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Requests as applications make them. */
final class Asked {
    private Asked() {}

    static Request get(ScriptedServer server) {
        return get(server.uri("/"));
    }

    static Request get(URI uri) {
        return new Request.Builder().url(uri.toString()).build();
    }

    static Request put(ScriptedServer server, RequestBody body) {
        return new Request.Builder().url(server.uri("/").toString()).put(body).build();
    }

    static Request post(URI uri, String body) {
        return new Request.Builder().url(uri.toString()).post(text(body)).build();
    }

    @SuppressWarnings("deprecation") // the form that all versions have
    static RequestBody text(String body) {
        return RequestBody.create(null, body);
    }

    /** Connections that are neither idle nor closed. */
    static int leased(OkHttpClient client) {
        return client.connectionPool().connectionCount()
                - client.connectionPool().idleConnectionCount();
    }
}
