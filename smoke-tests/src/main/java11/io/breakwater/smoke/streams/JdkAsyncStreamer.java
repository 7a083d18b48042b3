package io.breakwater.smoke.streams;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code java.net.http}, asynchronously, with a length that is known and a consumer of parts. */
public final class JdkAsyncStreamer implements Streamer {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public int upload(String url, long bytes) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new MadeBody(bytes)), bytes))
                .build();
        return Awaited.result(client.sendAsync(request, BodyHandlers.discarding()))
                .statusCode();
    }

    @Override
    public long download(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        long[] bytes = new long[1];
        Awaited.result(client.sendAsync(
                request,
                BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(received -> bytes[0] += received.length))));
        return bytes[0];
    }
}
