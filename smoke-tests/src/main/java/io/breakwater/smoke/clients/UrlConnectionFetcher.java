package io.breakwater.smoke.clients;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** The client that every Java version has. */
public final class UrlConnectionFetcher implements Fetcher {
    @Override
    @SuppressWarnings("deprecation") // The constructor of URL is the only way on Java 8 that needs no URI.
    public int get(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            while (body != null && body.read() >= 0) {
                // To the end, so that the connection can be used again.
            }
        }
        return status;
    }

    @Override
    public void close() {}
}
