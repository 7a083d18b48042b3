package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.ClientSettings;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;

/** {@code execute} with a response handler. */
public final class ExecuteWithHandlerForm extends ClassicForm {

    @Override
    public String form() {
        return "execute with a handler";
    }

    @Override
    CloseableHttpClient build(PoolingHttpClientConnectionManager pool, ClientSettings settings) {
        return Configured.with(settings, HttpClients.custom())
                .setConnectionManager(pool)
                .build();
    }

    @Override
    <T> T execute(
            CloseableHttpClient client,
            HttpUriRequestBase request,
            HttpClientResponseHandler<T> handler,
            boolean throwing)
            throws Exception {
        return client.execute(request, applications(handler, throwing));
    }
}
