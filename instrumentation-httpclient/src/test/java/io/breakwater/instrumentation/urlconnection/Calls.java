package io.breakwater.instrumentation.urlconnection;

import io.breakwater.instrumentation.kit.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Calls as applications make them. */
final class Calls {
    private Calls() {}

    static HttpURLConnection to(ScriptedServer server) {
        return to(server.uri("/"));
    }

    static HttpURLConnection to(URI uri) {
        try {
            return (HttpURLConnection) uri.toURL().openConnection();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A connection with a body that the JDK keeps, written already. */
    static HttpURLConnection sending(String method, ScriptedServer server, String body) throws IOException {
        HttpURLConnection connection = to(server);
        connection.setRequestMethod(method);
        connection.setDoOutput(true);
        write(connection, body);
        return connection;
    }

    static void write(HttpURLConnection connection, String body) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    static int status(ScriptedServer server) throws IOException {
        return to(server).getResponseCode();
    }

    static String body(ScriptedServer server) throws IOException {
        return body(to(server));
    }

    /** Of an answer or of a refusal. */
    static String body(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
