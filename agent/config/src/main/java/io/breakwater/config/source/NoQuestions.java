package io.breakwater.config.source;

import java.net.Authenticator;
import java.net.HttpURLConnection;

/**
 * Keeps the application's authenticator out of a connection of ours: asked for a password, it might send the server one
 * that is not for it, or open a window. Java 8 has no way to do this; there, only a URL with credentials is safe from it.
 *
 * <p>Thread-safety: stateless.
 */
final class NoQuestions {
    private NoQuestions() {}

    static void applyTo(HttpURLConnection connection) {
        try {
            HttpURLConnection.class
                    .getMethod("setAuthenticator", Authenticator.class)
                    .invoke(connection, new Authenticator() {});
        } catch (ReflectiveOperationException | RuntimeException java8) {
            // The application's stays.
        }
    }
}
