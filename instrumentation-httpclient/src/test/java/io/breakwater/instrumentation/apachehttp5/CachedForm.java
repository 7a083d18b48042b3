package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.Scenario;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;

/** A client with a cache. */
public final class CachedForm extends ClassicForm {

    @Override
    public String form() {
        return "cached client";
    }

    @Override
    public String unableTo(Scenario scenario) {
        return unableWithCache(scenario);
    }

    /** What a cache changes in both kinds of client. */
    static String unableWithCache(Scenario scenario) {
        switch (scenario) {
            case RESET_IN_BODY:
            case TOO_SHORT:
            case STALLED_BODY:
            case DRIP_AGAINST_ATTEMPT:
                return "the cache takes the body in before the application sees the answer";
            default:
                return null;
        }
    }

    @Override
    CloseableHttpClient build(PoolingHttpClientConnectionManager pool, ClientSettings settings) {
        return Configured.with(settings, CachingHttpClients.custom())
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
