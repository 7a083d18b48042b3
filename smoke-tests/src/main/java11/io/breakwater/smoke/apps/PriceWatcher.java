package io.breakwater.smoke.apps;

import io.breakwater.smoke.clients.Fetcher;
import io.breakwater.smoke.clients.NamedClients;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Asks a shop once for its currency, and then for a price at a fixed rate, whether or not the earlier answers came, with
 * 64 threads and no error handling beyond a try and a catch. Prints a line for each call: when it was due (epoch
 * milliseconds), how long it waited for a thread, how long it took (milliseconds), and the status or the exception.
 *
 * <p>Arguments: the address of the shop, calls per second, seconds, a client as in {@link NamedClients}.
 */
public final class PriceWatcher {
    private final Fetcher client;
    private final String shop;

    private PriceWatcher(Fetcher client, String shop) {
        this.client = client;
        this.shop = shop;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int callsPerSecond = Integer.parseInt(args[1]);
        int calls = callsPerSecond * Integer.parseInt(args[2]);
        try (Fetcher client = NamedClients.open(args[3])) {
            PriceWatcher watcher = new PriceWatcher(client, args[0]);
            watcher.fetch("/currency");
            watcher.watch(callsPerSecond, calls);
        }
    }

    private void watch(int callsPerSecond, int calls) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(64);
        long startMillis = System.currentTimeMillis();
        for (int i = 0; i < calls; i++) {
            long dueMillis = startMillis + i * 1000L / callsPerSecond;
            Thread.sleep(Math.max(0, dueMillis - System.currentTimeMillis()));
            threads.execute(() -> ask(dueMillis));
        }
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    private void ask(long dueMillis) {
        long startedMillis = System.currentTimeMillis();
        String outcome = fetch("/price");
        long endedMillis = System.currentTimeMillis();
        System.out.println(
                dueMillis + " " + (startedMillis - dueMillis) + " " + (endedMillis - startedMillis) + " " + outcome);
    }

    private String fetch(String path) {
        try {
            return Integer.toString(client.get(shop + path));
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
