package io.breakwater.instrumentation.jdkhttp;

import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.TestAuthenticator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What the forms of {@code java.net.http} have in common. */
abstract class JdkForm implements ClientForm {
    private static final BodyHandler<String> THROWING = info -> {
        throw new IllegalStateException("the application's own");
    };

    @Override
    public String client() {
        return "java.net.http";
    }

    abstract RunningCall start(HttpClient client, HttpRequest request, BodyHandler<String> handler);

    abstract <T> HttpResponse<T> send(HttpClient client, HttpRequest request, BodyHandler<T> handler) throws Exception;

    @Override
    public Client open(ClientSettings settings) {
        HttpClient client = builderOf(settings).build();
        return new Client() {
            @Override
            public RunningCall start(CallSpec call) {
                HttpClient own = call.ownConnectTimeout() == null
                        ? client
                        : builderOf(settings)
                                .connectTimeout(call.ownConnectTimeout())
                                .build();
                return JdkForm.this.start(
                        own, requestOf(call, settings), call.isHandlerThrowing() ? THROWING : BodyHandlers.ofString());
            }

            @Override
            public long exchange(URI uri, InputStream body) throws Exception {
                HttpRequest request = HttpRequest.newBuilder(uri)
                        .PUT(BodyPublishers.ofInputStream(() -> body))
                        .build();
                long[] bytes = new long[1];
                send(
                        client,
                        request,
                        info -> BodySubscribers.ofByteArrayConsumer(
                                part -> part.ifPresent(received -> bytes[0] += received.length)));
                return bytes[0];
            }

            @Override
            public int leasedConnections() {
                return -1;
            }

            @Override
            public void close() {}
        };
    }

    private static HttpClient.Builder builderOf(ClientSettings settings) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL);
        if (settings.proxyPort() != 0) {
            client.proxy(ProxySelector.of(new InetSocketAddress("localhost", settings.proxyPort())));
        }
        if ((settings.hasCredentials() && !settings.arePreemptive()) || settings.hasProxyCredentials()) {
            client.authenticator(new TestAuthenticator(settings));
        }
        if (settings.keepCookies()) {
            client.cookieHandler(new CookieManager());
        }
        if (settings.isTrusting()) {
            client.sslContext(Tls.context());
        }
        return client;
    }

    private static HttpRequest requestOf(CallSpec call, ClientSettings settings) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .method(call.method(), publisherOf(call))
                .expectContinue(call.isExpectingContinue());
        if (settings.arePreemptive()) {
            request.header("Authorization", ClientSettings.basic(ClientSettings.USER, ClientSettings.PASSWORD));
        }
        if (!call.headers().isEmpty()) {
            request.headers(call.headers().toArray(new String[0]));
        }
        if (call.ownTimeout() != null) {
            request.timeout(call.ownTimeout());
        }
        return request.build();
    }

    private static BodyPublisher publisherOf(CallSpec call) {
        if (call.body() == null) {
            return BodyPublishers.noBody();
        }
        InputStream once = new ByteArrayInputStream(call.body());
        return call.isRepeatable() ? BodyPublishers.ofByteArray(call.body()) : BodyPublishers.ofInputStream(() -> once);
    }

    static CallResult resultOf(HttpResponse<String> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new CallResult(response.statusCode(), headers, response.body());
    }

    static <T> T resultOf(CompletableFuture<T> future) throws Exception {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error) {
                throw (Error) failed.getCause();
            }
            throw (Exception) failed.getCause();
        }
    }
}
