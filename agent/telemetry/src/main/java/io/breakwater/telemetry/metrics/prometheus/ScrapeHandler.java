package io.breakwater.telemetry.metrics.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.breakwater.engine.OwnPage;
import io.breakwater.telemetry.metrics.Metrics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** Answers {@code GET /metrics}, and nothing else. Thread-safety: thread-safe. */
final class ScrapeHandler implements HttpHandler, OwnPage {
    static final String PATH = "/metrics";

    private final Metrics metrics;

    ScrapeHandler(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            if (!PATH.equals(exchange.getRequestURI().getPath())) {
                answer(exchange, 404, "text/plain; charset=utf-8", "The metrics are at " + PATH + "\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                answer(exchange, 405, "text/plain; charset=utf-8", "GET only\n");
            } else {
                List<String> accept = exchange.getRequestHeaders().get("Accept");
                TextFormat format = TextFormat.acceptedBy(accept == null ? Collections.emptyList() : accept);
                answer(exchange, 200, format.contentType(), format.write(metrics.read()));
            }
        } finally {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        boolean hasNoBody = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, hasNoBody ? -1 : bytes.length);
        if (!hasNoBody) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }
    }
}
