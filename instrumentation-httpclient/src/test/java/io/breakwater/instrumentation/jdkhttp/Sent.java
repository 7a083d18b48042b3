package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.instrumentation.kit.ScriptedServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Requests as applications make them. */
final class Sent {
    private Sent() {}

    static HttpRequest get(ScriptedServer server) {
        return get(server, "/");
    }

    static HttpRequest get(ScriptedServer server, String path) {
        return HttpRequest.newBuilder(server.uri(path)).build();
    }

    static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).build();
    }

    static HttpRequest get(ScriptedServer server, Duration timeout) {
        return HttpRequest.newBuilder(server.uri("/")).timeout(timeout).build();
    }

    static HttpRequest post(ScriptedServer server, String body) {
        return HttpRequest.newBuilder(server.uri("/"))
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
