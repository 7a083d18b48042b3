package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Pays once for each argument, and prints the status of the answer.
 *
 * <p>Arguments: an address, then the idempotency keys; {@code none} pays without one.
 */
public final class Pay {
    private Pay() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 1; i < args.length; i++) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(args[0])).POST(BodyPublishers.ofString("amount=100"));
            if (!args[i].equals("none")) {
                request.header("Idempotency-Key", args[i]);
            }
            System.out.println(
                    client.send(request.build(), BodyHandlers.ofString()).statusCode());
        }
    }
}
