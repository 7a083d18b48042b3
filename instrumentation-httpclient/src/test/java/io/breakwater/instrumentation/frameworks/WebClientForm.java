package io.breakwater.instrumentation.frameworks;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/** Spring's reactive client over the asynchronous clients. */
enum WebClientForm {
    OVER_HTTP_CLIENT_5 {
        @Override
        Framework calling(URI server) {
            CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
            return new Calls(server, new HttpComponentsClientHttpConnector(client), client);
        }
    },
    OVER_JAVA_NET_HTTP {
        @Override
        Framework calling(URI server) {
            return new Calls(server, new JdkClientHttpConnector(HttpClient.newHttpClient()), () -> {});
        }
    };

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    abstract Framework calling(URI server);

    private static final class Calls implements Framework {
        private final WebClient client;
        private final AutoCloseable connections;

        Calls(URI server, ClientHttpConnector connector, AutoCloseable connections) {
            this.client = WebClient.builder()
                    .baseUrl(server.toString())
                    .clientConnector(connector)
                    .build();
            this.connections = connections;
        }

        @Override
        public String get() {
            return client.get()
                    .uri("/stock")
                    .retrieve()
                    .bodyToMono(String.class)
                    .block(AT_MOST);
        }

        @Override
        public String post(String body) {
            return client.post()
                    .uri("/stock")
                    .bodyValue(body)
                    .retrieve()
                    .bodyToMono(String.class)
                    .block(AT_MOST);
        }

        @Override
        public void close() throws Exception {
            connections.close();
        }
    }
}
