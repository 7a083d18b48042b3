package io.breakwater.instrumentation.urlconnection;

import io.breakwater.instrumentation.kit.Tls;
import io.breakwater.instrumentation.scenario.BlockingThread;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.TestAuthenticator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.HttpsURLConnection;

/** What the forms of {@code HttpURLConnection} have in common. */
abstract class UrlConnectionForm implements ClientForm {

    @Override
    public final String client() {
        return "HttpURLConnection";
    }

    @Override
    public final boolean isBlocking() {
        return true;
    }

    /** What the application does before it asks for the answer. */
    abstract void begin(HttpURLConnection connection, CallSpec call) throws IOException;

    @Override
    public Client open(ClientSettings settings) {
        CookieHandler before = CookieHandler.getDefault();
        if (settings.keepCookies()) {
            CookieHandler.setDefault(new CookieManager());
        }
        Authenticator authenticator = new TestAuthenticator(settings);
        return new Client() {
            @Override
            public RunningCall start(CallSpec call) {
                HttpURLConnection connection = connectionTo(call, settings);
                if ((settings.hasCredentials() && !settings.arePreemptive()) || settings.hasProxyCredentials()) {
                    connection.setAuthenticator(authenticator);
                }
                return BlockingThread.start(() -> resultOf(connection, call), connection::disconnect);
            }

            @Override
            public long exchange(URI uri, InputStream body) throws Exception {
                return stream(uri, body);
            }

            @Override
            public int leasedConnections() {
                return -1;
            }

            @Override
            public void close() {
                CookieHandler.setDefault(before);
            }
        };
    }

    private static long stream(URI uri, InputStream body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod("PUT");
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(0);
        try (OutputStream out = connection.getOutputStream()) {
            body.transferTo(out);
        }
        try (InputStream in = connection.getInputStream()) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static HttpURLConnection connectionTo(CallSpec call, ClientSettings settings) {
        try {
            HttpURLConnection connection = open(call.uri().toURL(), settings);
            if (settings.isTrusting() && connection instanceof HttpsURLConnection) {
                ((HttpsURLConnection) connection)
                        .setSSLSocketFactory(Tls.context().getSocketFactory());
            }
            if (settings.arePreemptive()) {
                connection.setRequestProperty(
                        "Authorization", ClientSettings.basic(ClientSettings.USER, ClientSettings.PASSWORD));
            }
            connection.setRequestMethod(call.method());
            List<String> headers = call.headers();
            for (int name = 0; name < headers.size(); name += 2) {
                connection.setRequestProperty(headers.get(name), headers.get(name + 1));
            }
            if (call.ownTimeout() != null) {
                connection.setReadTimeout((int) call.ownTimeout().toMillis());
            }
            if (call.ownConnectTimeout() != null) {
                connection.setConnectTimeout((int) call.ownConnectTimeout().toMillis());
            }
            if (call.isExpectingContinue()) {
                connection.setRequestProperty("Expect", "100-continue");
            }
            if (call.body() != null) {
                connection.setDoOutput(true);
                if (!call.isRepeatable()) {
                    connection.setFixedLengthStreamingMode(call.body().length);
                }
            }
            return connection;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpURLConnection open(URL url, ClientSettings settings) throws IOException {
        return (HttpURLConnection)
                (settings.proxyPort() == 0
                        ? url.openConnection()
                        : url.openConnection(
                                new Proxy(Proxy.Type.HTTP, new InetSocketAddress("localhost", settings.proxyPort()))));
    }

    private CallResult resultOf(HttpURLConnection connection, CallSpec call) throws IOException {
        begin(connection, call);
        int status = connection.getResponseCode();
        Map<String, String> headers = new TreeMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name, values.get(0));
            }
        });
        try (InputStream body = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new CallResult(status, headers, text);
        }
    }
}
