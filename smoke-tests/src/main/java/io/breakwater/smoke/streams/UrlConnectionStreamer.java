package io.breakwater.smoke.streams;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** The client that every Java version has, told how long the body is. */
public class UrlConnectionStreamer implements Streamer {

    @Override
    public int upload(String url, long bytes) throws IOException {
        HttpURLConnection connection = connectionTo(url);
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        setMode(connection, bytes);
        MadeBody body = new MadeBody(bytes);
        byte[] part = MadeBody.part();
        try (OutputStream out = connection.getOutputStream()) {
            for (int count = body.read(part, 0, part.length); count >= 0; count = body.read(part, 0, part.length)) {
                out.write(part, 0, count);
            }
        }
        return connection.getResponseCode();
    }

    void setMode(HttpURLConnection connection, long bytes) {
        connection.setFixedLengthStreamingMode(bytes);
    }

    @Override
    public long download(String url) throws IOException {
        try (InputStream body = connectionTo(url).getInputStream()) {
            return MadeBody.lengthOf(body);
        }
    }

    @SuppressWarnings("deprecation") // The constructor of URL is the only way on Java 8 that needs no URI.
    private static HttpURLConnection connectionTo(String url) throws IOException {
        return (HttpURLConnection) new URL(url).openConnection();
    }
}
