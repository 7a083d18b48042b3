package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A shop that sets no timeout: many threads read the stock, now and then one orders, and exports run. The seed decides who
 * asks for what. Prints how many calls were answered, and how many failed.
 *
 * <p>Arguments: the address, calls, of these exports, threads, a seed.
 */
public final class SeededTraffic {
    private static final int LEAST_SERVER_ERROR = 500;
    private static final int PERCENT_OF_ORDERS = 5;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    private SeededTraffic(String address) {
        this.address = address;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[1]);
        int exports = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        long seed = Long.parseLong(args[4]);
        SeededTraffic traffic = new SeededTraffic(args[0]);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> failures = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            Random random = new Random(seed + thread);
            failures.add(executor.submit(() -> traffic.failures(random, calls / threads, exports / threads)));
        }
        int failed = 0;
        for (Future<Integer> each : failures) {
            failed += each.get();
        }
        executor.shutdown();
        System.out.println((calls / threads * threads - failed) + " answered");
        System.out.println(failed + " failed");
    }

    private int failures(Random random, int calls, int exports) throws InterruptedException {
        int failed = 0;
        for (int call = 0; call < calls; call++) {
            int id = 1 + random.nextInt(1_000_000);
            boolean order = random.nextInt(100) < PERCENT_OF_ORDERS;
            String get = call < exports ? "/v1/export/" : "/v1/stock/";
            failed += order ? failed("POST", "/v1/orders") : failed("GET", get + id + "?token=secret");
        }
        return failed;
    }

    private int failed(String method, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, method.equals("POST") ? BodyPublishers.ofString("an order") : BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return response.statusCode() >= LEAST_SERVER_ERROR ? 1 : 0;
        } catch (IOException e) {
            return 1;
        }
    }
}
