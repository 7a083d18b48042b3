package io.breakwater.benchmarks.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.breakwater.benchmarks.turns.CallLoop;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

/**
 * Callers of a database. With a user: a connection of HikariCP, a statement prepared and executed once, and all given back.
 * Without one, for a database in process: a statement that each caller prepares once and executes for ever.
 */
final class Queries {
    private static final int TIMEOUT_SECONDS = 30;

    private final String url;
    private final String user;
    private final boolean limits;

    private Queries(String url, String user, boolean limits) {
        this.url = url;
        this.user = user;
        this.limits = limits;
    }

    /** Arguments: JDBC URL, user or nothing, {@code limits} if the application sets query timeouts of its own, callers. */
    public static void main(String[] args) throws SQLException, IOException, InterruptedException, ExecutionException {
        Queries queries = new Queries(args[0], args[1], args[2].equals("limits"));
        int callers = Integer.parseInt(args[3]);
        CallLoop.run(args[1].isEmpty() ? queries.kept(callers) : queries.pooled(callers));
    }

    private List<Callable<Boolean>> kept(int callers) throws SQLException {
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            Connection connection = DriverManager.getConnection(url);
            PreparedStatement statement = connection.prepareStatement("select 1");
            calls.add(limits ? () -> limited(statement) : () -> reads(statement, 1));
        }
        return calls;
    }

    /** As an application does whose statements live longer than a call. */
    private static boolean limited(PreparedStatement statement) throws SQLException {
        statement.setQueryTimeout(TIMEOUT_SECONDS);
        try {
            return reads(statement, 1);
        } finally {
            statement.setQueryTimeout(0);
        }
    }

    private List<Callable<Boolean>> pooled(int callers) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(callers);
        HikariDataSource pool = new HikariDataSource(config);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            calls.add(() -> prepared(pool));
        }
        return calls;
    }

    private boolean prepared(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select amount from price where article = ?")) {
            if (limits) {
                statement.setQueryTimeout(TIMEOUT_SECONDS);
            }
            statement.setInt(1, 7);
            return reads(statement, 42);
        }
    }

    private static boolean reads(PreparedStatement statement, int expected) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getInt(1) == expected;
        }
    }
}
