package io.breakwater.smoke.apps;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shares one thread with its client, and makes two asynchronous calls. When the second one is answered, the first one
 * must be, too, so that the one thread may wait for it. Prints the status and the body of the first.
 *
 * <p>Arguments: an address, another one that is answered later.
 */
public final class OneThread {
    private OneThread() {}

    /** Runs the program. */
    public static void main(String[] args) throws ExecutionException, InterruptedException {
        ExecutorService one = Executors.newSingleThreadExecutor();
        HttpClient client = HttpClient.newBuilder().executor(one).build();
        CompletableFuture<HttpResponse<String>> first = fetch(client, args[0]);
        fetch(client, args[1]).join();
        HttpResponse<String> response = one.submit(first::join).get();
        System.out.println(response.statusCode() + " " + response.body().trim());
        one.shutdown();
    }

    private static CompletableFuture<HttpResponse<String>> fetch(HttpClient client, String address) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }
}
