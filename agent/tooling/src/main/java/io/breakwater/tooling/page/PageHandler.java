package io.breakwater.tooling.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.breakwater.engine.OwnPage;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.history.History;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the page: its files, the status, the curves, and with the token the operator's switches.
 *
 * <p>Thread-safety: thread-safe. Errors: what is wrong with a request is told to the one who sent it, in a line of text.
 */
final class PageHandler implements HttpHandler, OwnPage {
    private static final String PROTECTION = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Operator operator;
    private final History history;
    private final SharedStatus status;
    private final TimeSource time;
    private final @Nullable String token;

    /** @param token what allows changes, or null if nothing does */
    PageHandler(Operator operator, History history, TimeSource time, @Nullable String token) {
        this.operator = operator;
        this.history = history;
        this.status = new SharedStatus(operator::status, time);
        this.time = time;
        this.token = token;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            send(exchange, answer(exchange));
        } finally {
            exchange.close();
        }
    }

    private Response answer(HttpExchange exchange) throws IOException {
        Visitor visitor = new Visitor(exchange.getRequestHeaders());
        if (!visitor.isFromHere()) {
            return Response.text(403, "This page is for 127.0.0.1 and localhost alone");
        }
        String path = exchange.getRequestURI().getPath();
        try {
            switch (exchange.getRequestMethod()) {
                case "GET":
                case "HEAD":
                    return read(exchange, path == null ? "" : path);
                case "POST":
                    return visitor.hasToken(token) ? change(exchange, path == null ? "" : path) : locked();
                default:
                    return Response.text(405, "GET, or POST with the token");
            }
        } catch (IllegalArgumentException wrong) {
            return Response.text(400, String.valueOf(wrong.getMessage()));
        } catch (IllegalStateException leaving) {
            return Response.text(409, String.valueOf(leaving.getMessage()));
        }
    }

    private Response locked() {
        return token == null
                ? Response.text(403, "This page only shows. Changes need a token in the configuration: page.token")
                : Response.text(401, "Changes need the token of the configuration (page.token)");
    }

    private Response read(HttpExchange exchange, String path) throws IOException {
        if (path.equals("/api/status")) {
            return Response.json(status.get());
        }
        if (path.equals("/api/page")) {
            return Response.json("{\"acceptsChanges\":" + (token != null) + "}");
        }
        if (path.equals("/api/history")) {
            String query = exchange.getRequestURI().getRawQuery();
            String destination = Form.of(query == null ? "" : query).get("destination");
            return Response.json(HistoryJson.of(history, destination, time.epochMillis()));
        }
        Asset asset = Asset.at(path);
        return asset == null ? Response.text(404, "There is nothing here. The page is at /") : asset.response();
    }

    private Response change(HttpExchange exchange, String path) throws IOException {
        Form form = Form.read(exchange.getRequestBody());
        switch (path) {
            case "/api/mode":
                operator.setMode(form.get("destination"), form.get("mode"));
                return changed();
            case "/api/breaker":
                operator.setBreaker(form.get("destination"), form.get("state"));
                return changed();
            case "/api/switch":
                operator.setOn(truth(form.get("on")));
                return changed();
            default:
                return Response.text(404, "There is nothing here to change");
        }
    }

    private Response changed() {
        status.forget();
        return Response.json("{}");
    }

    private static boolean truth(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException("on: neither true nor false");
        }
        return word.equals("true");
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", response.contentType);
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", PROTECTION);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        if (response.status == 401) {
            headers.set("WWW-Authenticate", "Bearer");
        }
        boolean hasNoBody = exchange.getRequestMethod().equals("HEAD") || response.body.length == 0;
        exchange.sendResponseHeaders(response.status, hasNoBody ? -1 : response.body.length);
        if (!hasNoBody) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(response.body);
            }
        }
    }
}
