package io.breakwater.smoke.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * The last in a chain: {@code com.sun.net.httpserver}, a partner who is asked by {@code java.net.http}, and a database that takes
 * its time.
 *
 * <p>Arguments: JDBC URL, user, the partner's address. Of a query {@code sleep} says how long the database sleeps, in
 * seconds, {@code database=no} that it is not asked, and {@code partner=yes} that the partner is, first.
 */
public final class StockService {
    private static final int THREADS = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HikariDataSource pool;
    private final String partner;

    private StockService(HikariDataSource pool, String partner) {
        this.pool = pool;
        this.partner = partner;
    }

    /** Runs the service. */
    public static void main(String[] args) throws IOException {
        Telemetry.start();
        // Or else each answer on a connection that is used again takes 40 ms longer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setPassword("");
        config.setMaximumPoolSize(THREADS);
        // The database may come later than the service.
        config.setInitializationFailTimeout(-1);
        StockService service = new StockService(new HikariDataSource(config), args[2]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/order", service::serve);
        server.start();
        Journal.ready(server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        Headers headers = name -> exchange.getRequestHeaders().getOrDefault(name, List.of());
        Journal.received(query, headers);
        int status;
        try (Telemetry.Scope scope = Telemetry.serving("GET /order", headers)) {
            status = work(query);
        }
        Journal.answers(query, status);
        byte[] body = ("stock " + status).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int work(String query) {
        if (query.contains("partner=yes") && !isAnswered(query)) {
            return 502;
        }
        if (query.contains("database=no")) {
            return 200;
        }
        Journal.calls(query, "database");
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("select pg_sleep(?)")) {
            statement.setDouble(1, seconds(query));
            statement.execute();
            Journal.called(query, "database", "done");
            return 200;
        } catch (SQLException e) {
            Journal.called(query, "database", e);
            return 500;
        }
    }

    private boolean isAnswered(String query) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(partner + "/stock?" + query));
        Journal.calls(query, "partner");
        try (Telemetry.Scope scope = Telemetry.calling("GET", request::header)) {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            Journal.called(query, "partner", status);
            return status == 200;
        } catch (IOException e) {
            Journal.called(query, "partner", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static double seconds(String query) {
        String text = query.replaceFirst("(^|.*&)sleep=([0-9.]+).*", "$2");
        return text.equals(query) ? 0 : Double.parseDouble(text);
    }
}
