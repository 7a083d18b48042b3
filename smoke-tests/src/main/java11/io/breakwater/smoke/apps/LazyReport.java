package io.breakwater.smoke.apps;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Formattable;
import java.util.Formatter;

/**
 * Writes a report to standard error that is fetched while it is written, by calls in another thread. The stream is
 * locked meanwhile, by the program and by itself. Prints how many of the calls were answered with 200.
 *
 * <p>Arguments: an address, the number of calls.
 */
public final class LazyReport implements Formattable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final int calls;
    private int answered;

    private LazyReport(URI address, int calls) {
        this.request = HttpRequest.newBuilder(address).build();
        this.calls = calls;
    }

    /** Runs the program. */
    public static void main(String[] args) {
        LazyReport report = new LazyReport(URI.create(args[0]), Integer.parseInt(args[1]));
        synchronized (System.err) {
            System.err.printf("%s%n", report);
        }
        System.out.println(report.answered + " answered");
    }

    @Override
    public void formatTo(Formatter formatter, int flags, int width, int precision) {
        Thread thread = new Thread(this::fetch, "report");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        formatter.format("report of %d calls", answered);
    }

    private void fetch() {
        for (int i = 0; i < calls; i++) {
            try {
                if (client.send(request, BodyHandlers.ofString()).statusCode() == 200) {
                    answered++;
                }
            } catch (Exception e) {
                System.out.println(e);
            }
        }
    }
}
