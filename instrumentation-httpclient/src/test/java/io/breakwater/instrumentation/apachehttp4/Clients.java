package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import java.util.function.IntSupplier;
import org.apache.http.client.HttpClient;
import org.apache.http.client.HttpRequestRetryHandler;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingClientConnectionManager;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** Clients as applications build them, with room for one connection. */
enum Clients {
    BUILT {
        @Override
        One open(HttpRequestRetryHandler handler) {
            PoolingHttpClientConnectionManager pool = pool();
            HttpClientBuilder builder = HttpClients.custom().setConnectionManager(pool);
            if (handler != null) {
                builder.setRetryHandler(handler);
            }
            return new One(builder.build(), () -> pool.getTotalStats().getLeased(), pool::shutdown);
        }
    },
    OLD_STYLE {
        @Override
        One open(HttpRequestRetryHandler handler) {
            PoolingClientConnectionManager pool = new PoolingClientConnectionManager();
            pool.setMaxTotal(1);
            DefaultHttpClient client = new DefaultHttpClient(pool);
            if (handler != null) {
                client.setHttpRequestRetryHandler(handler);
            }
            return new One(client, () -> pool.getTotalStats().getLeased(), pool::shutdown);
        }
    };

    abstract One open(HttpRequestRetryHandler handler);

    One open() {
        return open(null);
    }

    static PoolingHttpClientConnectionManager pool() {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        pool.setMaxTotal(1);
        return pool;
    }

    /** An open client. */
    static final class One implements AutoCloseable {
        final HttpClient client;
        private final IntSupplier leased;
        private final Runnable close;

        One(HttpClient client, IntSupplier leased, Runnable close) {
            this.client = client;
            this.leased = leased;
            this.close = close;
        }

        /** The status and the body. */
        String send(HttpUriRequest request) throws IOException {
            return client.execute(request, response -> {
                String body = Sent.result(response).body();
                return response.getStatusLine().getStatusCode() + " " + body;
            });
        }

        int leased() {
            return leased.getAsInt();
        }

        @Override
        public void close() {
            close.run();
        }
    }
}
