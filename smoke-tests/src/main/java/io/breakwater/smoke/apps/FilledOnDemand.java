package io.breakwater.smoke.apps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A server whose pool connects when a request asks for it, in a thread of the pool's own. Asks itself: with a deadline, which
 * fills the pool; when that deadline is over, without one, for a statement that takes longer than the deadline was; and with one
 * again. Prints a line for each.
 *
 * <p>Arguments: JDBC URL, user.
 */
public final class FilledOnDemand {
    private static final String DEADLINE_MILLIS = "3000";
    private static final long OVER_MILLIS = 3500;
    private static final int FAILED = 500;

    private final HikariDataSource pool;
    private final int port;

    private FilledOnDemand(HikariDataSource pool, int port) {
        this.pool = pool;
        this.port = port;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setPassword("");
        config.setMaximumPoolSize(1);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        loadClasses(config);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            FilledOnDemand program =
                    new FilledOnDemand(pool, server.getAddress().getPort());
            server.createContext("/", program::answer);
            server.start();
            System.out.println("filled: " + program.ask("0", DEADLINE_MILLIS));
            Thread.sleep(OVER_MILLIS);
            System.out.println("later: " + program.ask("4", null));
            System.out.println("cut: " + program.ask("30", DEADLINE_MILLIS));
            System.out.println("at last: " + program.ask("0", null));
        } finally {
            server.stop(0);
        }
    }

    /** What is loaded for the first time takes its time, of which a deadline leaves little. */
    private static void loadClasses(HikariConfig config) throws SQLException {
        try (HikariDataSource other = new HikariDataSource(config);
                Connection connection = other.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String text;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pg_sleep(" + exchange.getRequestURI().getPath().substring(1) + ")")) {
            rows.next();
            text = "done, " + connection.getNetworkTimeout() + " ms";
        } catch (SQLException e) {
            text = e.getClass().getSimpleName();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text.startsWith("done") ? 200 : FAILED, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @SuppressWarnings("deprecation") // The constructor of URL is the only way on Java 8 that needs no URI.
    private String ask(String seconds, String deadlineMillis) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/" + seconds).openConnection();
        if (deadlineMillis != null) {
            connection.setRequestProperty("x-envoy-expected-rq-timeout-ms", deadlineMillis);
        }
        if (connection.getResponseCode() == FAILED) {
            byte[] bytes = new byte[256];
            int length = connection.getErrorStream().read(bytes);
            return new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[256];
        int length = connection.getInputStream().read(bytes);
        return new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }
}
