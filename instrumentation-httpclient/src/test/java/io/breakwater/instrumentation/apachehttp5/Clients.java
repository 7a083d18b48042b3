package io.breakwater.instrumentation.apachehttp5;

import io.breakwater.instrumentation.kit.Waiting;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/** The clients of one test, each with a pool that it can look into. The client's own repetition does not wait. */
final class Clients implements AutoCloseable {
    final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
    final PoolingAsyncClientConnectionManager asyncPool = new PoolingAsyncClientConnectionManager();
    final CloseableHttpClient classic;
    final CloseableHttpClient minimal = HttpClients.createMinimal(pool);
    final CloseableHttpAsyncClient async;

    Clients() {
        this(RequestConfig.DEFAULT);
    }

    Clients(RequestConfig config) {
        DefaultHttpRequestRetryStrategy once = new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMilliseconds(1));
        classic = HttpClients.custom()
                .setConnectionManager(pool)
                .setRetryStrategy(once)
                .setDefaultRequestConfig(config)
                .build();
        async = HttpAsyncClients.custom()
                .setConnectionManager(asyncPool)
                .setRetryStrategy(once)
                .setDefaultRequestConfig(config)
                .build();
        async.start();
    }

    /** Room for so many connections to one host. */
    Clients room(int connections) {
        pool.setDefaultMaxPerRoute(connections);
        asyncPool.setDefaultMaxPerRoute(connections);
        return this;
    }

    int leased() {
        return pool.getTotalStats().getLeased() + asyncPool.getTotalStats().getLeased();
    }

    /** The asynchronous client gives its connection back after the application has its answer. */
    void awaitNoneLeased() {
        Waiting.until(() -> leased() == 0);
    }

    @Override
    public void close() throws Exception {
        classic.close();
        async.close(CloseMode.IMMEDIATE);
    }
}
