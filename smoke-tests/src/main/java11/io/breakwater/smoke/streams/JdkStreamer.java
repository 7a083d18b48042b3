package io.breakwater.smoke.streams;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code java.net.http}, with streams. */
public final class JdkStreamer implements Streamer {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public int upload(String url, long bytes) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .PUT(BodyPublishers.ofInputStream(() -> new MadeBody(bytes)))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Override
    public long download(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        try (InputStream body =
                client.send(request, BodyHandlers.ofInputStream()).body()) {
            return MadeBody.lengthOf(body);
        }
    }
}
