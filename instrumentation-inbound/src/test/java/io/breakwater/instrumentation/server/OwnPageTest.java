package io.breakwater.instrumentation.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.breakwater.engine.OwnPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A page of the agent's own, in the JDK's server, which an adapter of ours covers. */
class OwnPageTest {

    @Test
    void whoever_reads_a_page_of_ours_is_no_caller_of_the_applications() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (ServersEngine engine = new ServersEngine(InboundRules.read())) {
            server.createContext("/ours", new OurHandler(engine));
            server.createContext("/theirs", exchange -> answer(exchange, engine));
            server.start();

            assertThat(get(server, "/theirs")).isEqualTo("somebody");
            assertThat(get(server, "/ours")).isEqualTo("nobody");
        } finally {
            server.stop(0);
        }
    }

    private static String get(HttpServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.getAddress().getPort() + path))
                .header("x-envoy-expected-rq-timeout-ms", "5000")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void answer(HttpExchange exchange, ServersEngine engine) throws IOException {
        byte[] said = (engine.current() == null ? "nobody" : "somebody").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    private static final class OurHandler implements HttpHandler, OwnPage {
        private final ServersEngine engine;

        OurHandler(ServersEngine engine) {
            this.engine = engine;
        }

        @Override
        public void handle(HttpExchange exchange) throws IOException {
            answer(exchange, engine);
        }
    }
}
