package io.breakwater.instrumentation.urlconnection;

import io.breakwater.instrumentation.scenario.BlockingThread;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    public Client open() {
        return new Client() {
            @Override
            public RunningCall start(CallSpec call) {
                HttpURLConnection connection = connectionTo(call);
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
            public void close() {}
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

    private static HttpURLConnection connectionTo(CallSpec call) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) call.uri().toURL().openConnection();
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
