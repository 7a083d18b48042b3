package io.breakwater.smoke.clients;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;

/** The asynchronous Apache HttpClient 5. */
public final class Apache5AsyncFetcher implements Fetcher {
    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(CONNECTIONS)
                    .setMaxConnTotal(CONNECTIONS)
                    .build())
            .build();

    public Apache5AsyncFetcher() {
        client.start();
    }

    @Override
    public int get(String url) throws Exception {
        return Awaited.result(client.execute(new SimpleHttpRequest("GET", URI.create(url)), null))
                .getCode();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
