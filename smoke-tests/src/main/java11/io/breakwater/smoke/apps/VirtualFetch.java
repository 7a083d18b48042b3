package io.breakwater.smoke.apps;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes many blocking calls at once, each in a virtual thread of its own, and prints how many were answered with 200.
 * Needs Java 21, which it is not compiled for.
 *
 * <p>Arguments: the address, the number of calls.
 */
public final class VirtualFetch {
    private VirtualFetch() {}

    /** Runs the program. */
    public static void main(String[] args) throws ReflectiveOperationException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        AtomicInteger answered = new AtomicInteger();
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            threads.execute(() -> {
                try {
                    if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
                        answered.incrementAndGet();
                    }
                } catch (Exception e) {
                    System.out.println(e);
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(30, TimeUnit.SECONDS);
        System.out.println(answered.get() + " answered");
    }
}
