package io.breakwater.benchmarks.throughput;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

/** The clients, as applications use them: a call returns the status once the body is read. Thread-safe. */
final class Client {
    private static final Map<String, BiFunction<URI, Integer, Callable<Integer>>> CLIENTS = Map.of(
            "jdk", (uri, callers) -> jdk(uri),
            "apache4", Client::apache4,
            "apache5", Client::apache5,
            "okhttp", Client::okhttp,
            "urlconnection", (uri, callers) -> urlConnection(uri));

    private Client() {}

    /** @throws IllegalArgumentException if there is no such client */
    static Callable<Integer> of(String name, URI uri, int callers) {
        BiFunction<URI, Integer, Callable<Integer>> client = CLIENTS.get(name);
        if (client == null) {
            throw new IllegalArgumentException(name + " (expected: one of " + CLIENTS.keySet() + ")");
        }
        return client.apply(uri, callers);
    }

    private static Callable<Integer> jdk(URI uri) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return () -> client.send(request, BodyHandlers.ofByteArray()).statusCode();
    }

    private static Callable<Integer> apache4(URI uri, int callers) {
        CloseableHttpClient client = HttpClients.custom()
                .setMaxConnPerRoute(callers)
                .setMaxConnTotal(callers)
                .build();
        return () -> {
            try (CloseableHttpResponse response = client.execute(new HttpGet(uri))) {
                EntityUtils.consume(response.getEntity());
                return response.getStatusLine().getStatusCode();
            }
        };
    }

    private static Callable<Integer> apache5(URI uri, int callers) {
        org.apache.hc.client5.http.impl.classic.CloseableHttpClient client =
                org.apache.hc.client5.http.impl.classic.HttpClients.custom()
                        .setConnectionManager(
                                org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder.create()
                                        .setMaxConnPerRoute(callers)
                                        .setMaxConnTotal(callers)
                                        .build())
                        .build();
        return () -> client.execute(new org.apache.hc.client5.http.classic.methods.HttpGet(uri), response -> {
            org.apache.hc.core5.http.io.entity.EntityUtils.consume(response.getEntity());
            return response.getCode();
        });
    }

    private static Callable<Integer> okhttp(URI uri, int callers) {
        OkHttpClient client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(callers, 5, java.util.concurrent.TimeUnit.MINUTES))
                .build();
        Request request = new Request.Builder().url(uri.toString()).build();
        return () -> {
            try (Response response = client.newCall(request).execute()) {
                response.body().bytes();
                return response.code();
            }
        };
    }

    private static Callable<Integer> urlConnection(URI uri) {
        return () -> {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            read(connection.getInputStream());
            return connection.getResponseCode();
        };
    }

    private static void read(InputStream body) throws IOException {
        try (InputStream in = body) {
            in.readAllBytes();
        }
    }
}
