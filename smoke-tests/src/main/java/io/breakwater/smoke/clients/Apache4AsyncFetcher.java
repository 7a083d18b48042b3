package io.breakwater.smoke.clients;

import java.io.IOException;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;

/** Apache HttpAsyncClient 4. */
public final class Apache4AsyncFetcher implements Fetcher {
    private final CloseableHttpAsyncClient client = HttpAsyncClients.custom()
            .setMaxConnPerRoute(CONNECTIONS)
            .setMaxConnTotal(CONNECTIONS)
            .build();

    public Apache4AsyncFetcher() {
        client.start();
    }

    @Override
    public int get(String url) throws Exception {
        return Awaited.result(client.execute(new HttpGet(url), null))
                .getStatusLine()
                .getStatusCode();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
