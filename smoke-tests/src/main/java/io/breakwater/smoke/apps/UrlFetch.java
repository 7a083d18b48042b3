package io.breakwater.smoke.apps;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/**
 * Makes one call for each address with the client that every Java version has, and prints the status or the exception.
 * Takes a second before it ends, as a program that lives for longer would.
 *
 * <p>Arguments: addresses.
 */
public final class UrlFetch {
    private UrlFetch() {}

    /** Runs the program. */
    @SuppressWarnings("deprecation") // The constructor of URL is the only way on Java 8 that needs no URI.
    public static void main(String[] args) throws InterruptedException {
        for (String address : args) {
            try {
                HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
                System.out.println(connection.getResponseCode());
                connection.disconnect();
            } catch (IOException e) {
                System.out.println(e.getClass().getName());
            }
        }
        Thread.sleep(1_000);
    }
}
