package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.Scenario;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;

/** {@code HttpClients.createMinimal}: no redirects, no repetition. */
public final class MinimalForm extends ClassicForm {

    @Override
    public String form() {
        return "minimal client";
    }

    @Override
    public String unableTo(Scenario scenario) {
        return scenario.name().startsWith("REDIRECT") ? "follows no redirects" : null;
    }

    @Override
    CloseableHttpClient build(PoolingHttpClientConnectionManager pool, ClientSettings settings) {
        return HttpClients.createMinimal(pool);
    }

    /** With a context: the minimal client of 5.0 cannot do without. */
    @Override
    <T> T execute(
            CloseableHttpClient client,
            HttpUriRequestBase request,
            HttpClientResponseHandler<T> handler,
            boolean throwing)
            throws Exception {
        return client.execute(request, HttpClientContext.create(), applications(handler, throwing));
    }
}
