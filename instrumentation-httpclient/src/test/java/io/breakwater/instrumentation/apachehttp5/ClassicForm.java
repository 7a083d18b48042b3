package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.BlockingThread;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.Timeout;

/** What the classic forms have in common. */
abstract class ClassicForm implements ClientForm {

    @Override
    public final String client() {
        return "Apache HttpClient 5";
    }

    @Override
    public final boolean isOldestVersion() {
        return AsyncForm.isOldest();
    }

    @Override
    public final boolean isBlocking() {
        return true;
    }

    abstract CloseableHttpClient build(PoolingHttpClientConnectionManager pool, ClientSettings settings);

    /** @param throwing what the application's own code does, if it has a part in the form */
    abstract <T> T execute(
            CloseableHttpClient client,
            HttpUriRequestBase request,
            HttpClientResponseHandler<T> handler,
            boolean throwing)
            throws Exception;

    @Override
    public final Client open(ClientSettings settings) {
        PoolingHttpClientConnectionManager pool = Configured.pool(settings);
        CloseableHttpClient client = build(pool, settings);
        return new Client() {
            @Override
            public RunningCall start(CallSpec call) {
                HttpUriRequestBase request = requestOf(call);
                return BlockingThread.start(
                        () -> execute(client, request, ClassicForm::resultOf, call.isHandlerThrowing()),
                        request::cancel);
            }

            @Override
            public long exchange(URI uri, InputStream body) throws Exception {
                HttpUriRequestBase request = new HttpUriRequestBase("PUT", uri);
                request.setEntity(new InputStreamEntity(body, -1, ContentType.APPLICATION_OCTET_STREAM));
                return execute(client, request, response -> countOf(response.getEntity()), false);
            }

            @Override
            public int leasedConnections() {
                return pool.getTotalStats().getLeased();
            }

            @Override
            public void close() throws Exception {
                client.close();
            }
        };
    }

    private static HttpUriRequestBase requestOf(CallSpec call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        for (int i = 0; i < call.headers().size(); i += 2) {
            request.addHeader(call.headers().get(i), call.headers().get(i + 1));
        }
        if (call.body() != null) {
            request.setEntity(
                    call.isRepeatable()
                            ? new ByteArrayEntity(call.body(), ContentType.TEXT_PLAIN)
                            : new InputStreamEntity(new ByteArrayInputStream(call.body()), -1, ContentType.TEXT_PLAIN));
        }
        request.setConfig(configOf(call));
        return request;
    }

    /** Null if the application sets nothing. */
    static RequestConfig configOf(CallSpec call) {
        if (call.ownTimeout() == null && call.ownConnectTimeout() == null && !call.isExpectingContinue()) {
            return null;
        }
        RequestConfig.Builder config = RequestConfig.custom().setExpectContinueEnabled(call.isExpectingContinue());
        if (call.ownTimeout() != null) {
            config.setResponseTimeout(Timeout.ofMilliseconds(call.ownTimeout().toMillis()));
        }
        if (call.ownConnectTimeout() != null) {
            config.setConnectTimeout(
                    Timeout.ofMilliseconds(call.ownConnectTimeout().toMillis()));
        }
        return config.build();
    }

    private static long countOf(HttpEntity entity) throws java.io.IOException {
        byte[] part = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = entity.getContent()) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                bytes += count;
            }
        }
        return bytes;
    }

    static CallResult resultOf(ClassicHttpResponse response) throws java.io.IOException {
        try {
            String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
            return resultOf(response, body);
        } catch (org.apache.hc.core5.http.ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static CallResult resultOf(HttpResponse response, String body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue());
        }
        return new CallResult(response.getCode(), headers, body);
    }

    /** The handler that the application gives to the client. */
    static <T> HttpClientResponseHandler<T> applications(HttpClientResponseHandler<T> handler, boolean throwing) {
        return response -> {
            if (throwing) {
                throw new IllegalStateException("the application's own");
            }
            return handler.handleResponse(response);
        };
    }
}
