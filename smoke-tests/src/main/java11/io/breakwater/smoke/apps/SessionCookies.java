package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Makes an asynchronous call with a client that has no threads for its work: its executor runs everything at once, in
 * whatever thread brings it. Whenever that client asks for its cookies, the program asks another server for a session,
 * and waits for it. Prints the status and the body.
 *
 * <p>Arguments: an address, the address of the sessions.
 */
public final class SessionCookies extends CookieHandler {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI sessions;

    private SessionCookies(URI sessions) {
        this.sessions = sessions;
    }

    /** Runs the program. */
    public static void main(String[] args) {
        HttpClient client = HttpClient.newBuilder()
                .executor(Runnable::run)
                .cookieHandler(new SessionCookies(URI.create(args[1])))
                .build();
        HttpResponse<String> response = fetch(client, URI.create(args[0])).join();
        System.out.println(response.statusCode() + " " + response.body().trim());
    }

    private static CompletableFuture<HttpResponse<String>> fetch(HttpClient client, URI address) {
        return client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
        String session = fetch(client, sessions).join().body().trim().replace(' ', '-');
        return Map.of("Cookie", List.of("session=" + session));
    }

    @Override
    public void put(URI uri, Map<String, List<String>> responseHeaders) throws IOException {
        // The session is all that it remembers.
    }
}
