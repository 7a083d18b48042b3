package io.breakwater.smoke.apps;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Asks a shop once for its currency, and then for a price at a fixed rate, whether or not the earlier answers came, with 64 threads and no error handling
 * beyond a try and a catch. Prints a line for each call: when it was due (epoch milliseconds), how long it waited for a
 * thread, how long it took (milliseconds), and the status or the exception.
 *
 * <p>Arguments: the address of the shop, calls per second, seconds.
 */
public final class PriceWatcher {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest price;

    private PriceWatcher(URI shop) {
        this.price = HttpRequest.newBuilder(shop.resolve("/price")).build();
    }

    /** Runs the program. */
    public static void main(String[] args) throws InterruptedException {
        URI shop = URI.create(args[0]);
        PriceWatcher watcher = new PriceWatcher(shop);
        watcher.fetch(HttpRequest.newBuilder(shop.resolve("/currency")).build());
        int callsPerSecond = Integer.parseInt(args[1]);
        int calls = callsPerSecond * Integer.parseInt(args[2]);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        long startMillis = System.currentTimeMillis();
        for (int i = 0; i < calls; i++) {
            long dueMillis = startMillis + i * 1000L / callsPerSecond;
            Thread.sleep(Math.max(0, dueMillis - System.currentTimeMillis()));
            threads.execute(() -> watcher.ask(dueMillis));
        }
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    private void ask(long dueMillis) {
        long startedMillis = System.currentTimeMillis();
        String outcome = fetch(price);
        long endedMillis = System.currentTimeMillis();
        System.out.println(
                dueMillis + " " + (startedMillis - dueMillis) + " " + (endedMillis - startedMillis) + " " + outcome);
    }

    private String fetch(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return Integer.toString(response.statusCode());
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
