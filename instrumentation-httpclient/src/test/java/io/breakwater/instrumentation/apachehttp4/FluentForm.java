package io.breakwater.instrumentation.apachehttp4;

import io.breakwater.instrumentation.scenario.BlockingThread;
import io.breakwater.instrumentation.scenario.CallResult;
import io.breakwater.instrumentation.scenario.CallSpec;
import io.breakwater.instrumentation.scenario.ClientForm;
import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.Scenario;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.http.client.fluent.Executor;
import org.apache.http.client.fluent.Request;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.util.VersionInfo;

/** The fluent API. */
public final class FluentForm implements ClientForm {
    @Override
    public String client() {
        return "Apache HttpClient 4";
    }

    @Override
    public String form() {
        return "fluent";
    }

    @Override
    public boolean isBlocking() {
        return true;
    }

    @Override
    public boolean isOldestVersion() {
        return "4.3"
                .equals(VersionInfo.loadVersionInfo("org.apache.http.client", null)
                        .getRelease());
    }

    @Override
    public String unableTo(Scenario scenario) {
        return isOldestVersion() && (scenario == Scenario.OWN_TIMEOUT || scenario == Scenario.OBSERVE_BLACK_HOLE)
                ? "4.3 forgets the timeout of a request"
                : null;
    }

    @Override
    public Client open(ClientSettings settings) {
        PoolingHttpClientConnectionManager pool = Configured.pool(settings);
        CloseableHttpClient client =
                Configured.builder(settings).setConnectionManager(pool).build();
        Executor executor = Executor.newInstance(client);
        return new Client() {
            @Override
            public RunningCall start(CallSpec spec) {
                Request request = request(spec);
                return BlockingThread.start(() -> call(executor, request, spec), request::abort);
            }

            @Override
            public long exchange(URI uri, InputStream body) throws IOException {
                return executor.execute(Request.Put(uri).bodyStream(body)).handleResponse(response -> {
                    try (InputStream in = response.getEntity().getContent()) {
                        return BlockingForm.lengthOf(in);
                    }
                });
            }

            @Override
            public int leasedConnections() {
                return pool.getTotalStats().getLeased();
            }

            @Override
            public void close() {
                pool.shutdown();
            }
        };
    }

    private static CallResult call(Executor executor, Request request, CallSpec spec) throws IOException {
        return executor.execute(request).handleResponse(response -> {
            if (spec.isHandlerThrowing()) {
                throw new IllegalStateException("the handler's own");
            }
            return Sent.result(response);
        });
    }

    private static Request request(CallSpec spec) {
        Request request = method(spec);
        for (int i = 0; i < spec.headers().size(); i += 2) {
            request.addHeader(spec.headers().get(i), spec.headers().get(i + 1));
        }
        if (spec.ownTimeout() != null) {
            request.socketTimeout((int) spec.ownTimeout().toMillis());
        }
        if (spec.ownConnectTimeout() != null) {
            request.connectTimeout((int) spec.ownConnectTimeout().toMillis());
        }
        if (spec.isExpectingContinue()) {
            request.useExpectContinue();
        }
        if (spec.body() != null && spec.isRepeatable()) {
            request.bodyByteArray(spec.body());
        } else if (spec.body() != null) {
            request.bodyStream(new ByteArrayInputStream(spec.body()));
        }
        return request;
    }

    private static Request method(CallSpec spec) {
        switch (spec.method()) {
            case "POST":
                return Request.Post(spec.uri());
            case "PUT":
                return Request.Put(spec.uri());
            default:
                return Request.Get(spec.uri());
        }
    }
}
