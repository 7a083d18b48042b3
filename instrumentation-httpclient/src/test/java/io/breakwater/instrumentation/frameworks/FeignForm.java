package io.breakwater.instrumentation.frameworks;

import feign.Client;
import feign.Feign;
import feign.RequestLine;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import feign.http2client.Http2Client;
import java.net.URI;
import java.net.http.HttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Feign over several HTTP clients. */
enum FeignForm {
    OVER_HTTP_CLIENT_5 {
        @Override
        Framework calling(URI server, Retryer retryer) {
            CloseableHttpClient client = HttpClients.createDefault();
            return new Calls(server, retryer, new ApacheHttp5Client(client), client);
        }
    },
    OVER_JAVA_NET_HTTP {
        @Override
        Framework calling(URI server, Retryer retryer) {
            return new Calls(server, retryer, new Http2Client(HttpClient.newHttpClient()), () -> {});
        }
    },
    OVER_HTTP_URL_CONNECTION {
        @Override
        Framework calling(URI server, Retryer retryer) {
            return new Calls(server, retryer, new Client.Default(null, null), () -> {});
        }
    };

    abstract Framework calling(URI server, Retryer retryer);

    interface Stock {
        @RequestLine("GET /stock")
        String get();

        @RequestLine("POST /stock")
        String post(String body);
    }

    private static final class Calls implements Framework {
        private final Stock stock;
        private final AutoCloseable connections;

        Calls(URI server, Retryer retryer, Client client, AutoCloseable connections) {
            this.stock = Feign.builder().client(client).retryer(retryer).target(Stock.class, server.toString());
            this.connections = connections;
        }

        @Override
        public String get() {
            return stock.get();
        }

        @Override
        public String post(String body) {
            return stock.post(body);
        }

        @Override
        public void close() throws Exception {
            connections.close();
        }
    }
}
