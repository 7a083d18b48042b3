package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Makes a call and prints its status, then the threads of the JVM: {@code daemon} or {@code user}, whether it holds a
 * context class loader, and the name.
 *
 * <p>Arguments: an address.
 */
public final class ThreadCensus {
    private ThreadCensus() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        System.out.println(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .statusCode());
        Thread.sleep(1_000);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            System.out.println((thread.isDaemon() ? "daemon " : "user ")
                    + (thread.getContextClassLoader() == null ? "free " : "bound ")
                    + thread.getName());
        }
    }
}
