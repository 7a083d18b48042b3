package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/**
 * Makes a call with a client that it created before its main method ran: it is an agent itself, and may come before
 * others on the command line.
 *
 * <p>Arguments: an address.
 */
public final class EarlyClient {
    private static @Nullable HttpClient client;

    private EarlyClient() {}

    /** Creates the client. */
    public static void premain(@Nullable String ignored) {
        client = HttpClient.newHttpClient();
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpClient early = client;
        if (early == null) {
            throw new IllegalStateException("client: null (expected: created before main)");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        System.out.println(early.send(request, BodyHandlers.ofString()).statusCode());
    }
}
