package io.breakwater.smoke.clients;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code java.net.http}, asynchronously. */
public final class JdkAsyncFetcher implements Fetcher {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public int get(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        return Awaited.result(client.sendAsync(request, BodyHandlers.ofString()))
                .statusCode();
    }

    @Override
    public void close() {}
}
