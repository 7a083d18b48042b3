package io.breakwater.smoke.apps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.Statement;

/**
 * Borrows both connections of a pool, has a slow statement executed on one and a quick one on the other right after it,
 * gives both back and borrows again; then connects to a port where nobody listens, and waits until the database serves
 * again. Prints a line for each of these.
 *
 * <p>Arguments: JDBC URL, user, the slow statement, a JDBC URL of the port where nobody listens.
 */
public final class PooledQueries {
    private static final int CONNECTIONS = 2;
    private static final long MAX_SLOW_MILLIS = 10_000;
    private static final long MAX_WAIT_MILLIS = 20_000;

    private final HikariDataSource pool;

    private PooledQueries(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            PooledQueries program = new PooledQueries(pool);
            program.useBoth(args[2]);
            System.out.println("nobody there: " + attempts(args[3], args[1]) + " attempts");
            program.awaitService();
        }
    }

    private void useBoth(String slowText) throws SQLException {
        Connection other = pool.getConnection();
        Connection slow = pool.getConnection();
        System.out.println("both: " + execute(slow, "select 1") + ", " + execute(other, "select 1"));
        long startNanos = System.nanoTime();
        String cut = execute(slow, slowText);
        boolean inTime = (System.nanoTime() - startNanos) / 1_000_000 < MAX_SLOW_MILLIS;
        System.out.println("slow: " + cut + (inTime ? " in time" : " too late"));

        Connection physical = other.unwrap(Connection.class);
        System.out.println("next: " + execute(other, "select 1"));
        slow.close();
        other.close();
        System.out.println("lent: " + pool.getHikariPoolMXBean().getActiveConnections());
        try (Connection again = pool.getConnection()) {
            boolean kept = again.unwrap(Connection.class) == physical && !physical.isClosed();
            System.out.println("refused connection: " + (kept ? "kept" : "evicted"));
        }
    }

    private void awaitService() throws InterruptedException {
        long endNanos = System.nanoTime() + MAX_WAIT_MILLIS * 1_000_000;
        while (!serves() && System.nanoTime() - endNanos < 0) {
            Thread.sleep(20);
        }
        System.out.println(serves() ? "served again, lent: " + lent() : "not served again");
    }

    private int lent() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    /** With all connections that the pool can have, and giving them back. */
    private boolean serves() {
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            return execute(first, "select 1").equals("done")
                    && execute(second, "select 1").equals("done");
        } catch (SQLException refused) {
            return false;
        }
    }

    private static String execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "done";
        } catch (SQLException e) {
            return text(e);
        }
    }

    /** As the agent hands on the failure of each attempt with that of the last. */
    private static int attempts(String url, String user) {
        try (Connection connection = DriverManager.getConnection(url, user, "")) {
            return 0;
        } catch (SQLException refused) {
            return refused.getSuppressed().length + 1;
        }
    }

    private static String text(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        // The oldest driver of MySQL has a type of its own, and no state.
        boolean isTimeout =
                e instanceof SQLTimeoutException || e.getClass().getSimpleName().equals("MySQLTimeoutException");
        if (isTimeout || state.equals("57014") || state.equals("70100")) {
            return "timeout";
        }
        return e instanceof SQLTransientException && !state.startsWith("08")
                ? "SQLTransientException"
                : e.getClass().getName() + " " + state;
    }
}
