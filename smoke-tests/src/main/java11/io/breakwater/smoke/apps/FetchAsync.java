package io.breakwater.smoke.apps;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes one asynchronous call for each address, all at once, and prints the status and the body, or the exception, in
 * the order of the addresses.
 *
 * <p>Arguments: addresses.
 */
public final class FetchAsync {
    private FetchAsync() {}

    /** Runs the program. */
    public static void main(String[] args) {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<String>> lines = new ArrayList<>();
        for (String address : args) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
            lines.add(client.sendAsync(request, BodyHandlers.ofString())
                    .thenApply(response ->
                            response.statusCode() + " " + response.body().trim())
                    .exceptionally(failure -> failure.getCause().getClass().getName()));
        }
        lines.forEach(line -> System.out.println(line.join()));
    }
}
