package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.scenario.ClientSettings;
import io.breakwater.instrumentation.scenario.Scenario;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.cache.CachingHttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;

/** An asynchronous client with a cache. */
public final class CachedAsyncForm extends ProducerAsyncForm {

    @Override
    public String form() {
        return "async, cached client";
    }

    @Override
    public String unableTo(Scenario scenario) {
        String reason = CachedForm.unableWithCache(scenario);
        return reason == null ? unableAnyway(scenario) : reason;
    }

    @Override
    CloseableHttpAsyncClient build(PoolingAsyncClientConnectionManager pool, ClientSettings settings) {
        return Configured.with(settings, CachingHttpAsyncClients.custom())
                .setConnectionManager(pool)
                .build();
    }
}
