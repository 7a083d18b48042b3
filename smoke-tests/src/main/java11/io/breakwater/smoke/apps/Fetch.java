package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Makes one blocking call for each address and prints the status and the body, or the exception.
 *
 * <p>Arguments: a method, then addresses.
 */
public final class Fetch {
    private Fetch() {}

    /** Runs the program. */
    public static void main(String[] args) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 1; i < args.length; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(args[i]))
                    .method(
                            args[0],
                            args[0].equals("POST") ? BodyPublishers.ofString("an order") : BodyPublishers.noBody())
                    .build();
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                System.out.println(response.statusCode() + " " + response.body().trim());
            } catch (IOException e) {
                System.out.println(e.getClass().getName());
            }
        }
    }
}
