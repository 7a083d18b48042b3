package io.breakwater.instrumentation.okhttp;

import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What the forms of OkHttp have in common. */
abstract class OkHttpForm implements ClientForm {

    @Override
    public String client() {
        return "OkHttp";
    }

    abstract RunningCall start(Call call);

    @Override
    public Client open(ClientSettings settings) {
        OkHttpClient client = builder(settings)
                .connectionPool(new ConnectionPool(10, 1, TimeUnit.MINUTES))
                .dispatcher(new Dispatcher(Executors.newCachedThreadPool(OkHttpForm::quiet)))
                .build();
        client.dispatcher().setMaxRequestsPerHost(10);
        return new Client() {
            @Override
            public RunningCall start(CallSpec call) {
                return OkHttpForm.this.start(clientFor(client, call).newCall(requestOf(call)));
            }

            @Override
            public long exchange(URI uri, InputStream body) throws Exception {
                Request request = new Request.Builder()
                        .url(uri.toString())
                        .put(Bodies.streamed(body))
                        .build();
                return Long.parseLong(
                        OkHttpForm.this.start(client.newCall(request)).await().header(BYTES));
            }

            @Override
            public int leasedConnections() {
                return client.connectionPool().connectionCount()
                        - client.connectionPool().idleConnectionCount();
            }

            @Override
            public void close() {
                client.dispatcher().executorService().shutdown();
                client.connectionPool().evictAll();
            }
        };
    }

    private static OkHttpClient.Builder builder(ClientSettings settings) {
        OkHttpClient.Builder client = new OkHttpClient.Builder();
        String credentials = ClientSettings.basic(ClientSettings.USER, ClientSettings.PASSWORD);
        if (settings.proxyPort() != 0) {
            client.proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", settings.proxyPort())));
        }
        if (settings.hasProxyCredentials()) {
            client.proxyAuthenticator(answering(
                    "Proxy-Authorization",
                    ClientSettings.basic(ClientSettings.PROXY_USER, ClientSettings.PROXY_PASSWORD)));
        }
        if (settings.arePreemptive()) {
            client.addInterceptor(chain -> chain.proceed(chain.request()
                    .newBuilder()
                    .header("Authorization", credentials)
                    .build()));
        } else if (settings.hasCredentials()) {
            client.authenticator(answering("Authorization", credentials));
        }
        if (settings.keepCookies()) {
            client.cookieJar(new LastCookies());
        }
        if (settings.isTrusting()) {
            client.sslSocketFactory(Tls.context().getSocketFactory(), Tls.trustManager());
        }
        return client;
    }

    /** As the documentation of the client has it. */
    private static Authenticator answering(String header, String credentials) {
        return (route, response) -> response.request().header(header) != null
                ? null
                : response.request().newBuilder().header(header, credentials).build();
    }

    /** The dispatcher's threads pass on what the application's own code throws. */
    private static Thread quiet(Runnable task) {
        Thread thread = new Thread(task, "okhttp-dispatcher");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dying, applications) -> {});
        return thread;
    }

    /** Under which a result tells how many bytes the body had, where they are too many to be kept. */
    private static final String BYTES = "counted-bytes";

    private static OkHttpClient clientFor(OkHttpClient client, CallSpec call) {
        OkHttpClient.Builder own = client.newBuilder();
        if (call.ownTimeout() != null) {
            own.readTimeout(call.ownTimeout());
        }
        if (call.ownConnectTimeout() != null) {
            own.connectTimeout(call.ownConnectTimeout());
        }
        if (call.isHandlerThrowing()) {
            own.addInterceptor(chain -> {
                chain.proceed(chain.request()).close();
                throw new IllegalStateException("the application's own");
            });
        }
        return own.build();
    }

    private static Request requestOf(CallSpec call) {
        RequestBody body = call.body() == null
                ? null
                : call.isRepeatable() ? RequestBody.create(null, call.body()) : Bodies.once(call.body());
        Request.Builder request =
                new Request.Builder().url(call.uri().toString()).method(call.method(), body);
        if (call.isExpectingContinue()) {
            request.header("Expect", "100-continue");
        }
        for (int i = 0; i < call.headers().size(); i += 2) {
            request.addHeader(call.headers().get(i), call.headers().get(i + 1));
        }
        return request.build();
    }

    static CallResult resultOf(Response response) throws IOException {
        try (Response closed = response) {
            Map<String, String> headers = new TreeMap<>();
            closed.headers().names().forEach(name -> headers.put(name, closed.header(name)));
            if (closed.request().body() != null && closed.request().body().contentLength() < 0) {
                headers.put(BYTES, String.valueOf(Bodies.count(closed.body().byteStream())));
                return new CallResult(closed.code(), headers, "");
            }
            return new CallResult(closed.code(), headers, closed.body().string());
        }
    }
}
