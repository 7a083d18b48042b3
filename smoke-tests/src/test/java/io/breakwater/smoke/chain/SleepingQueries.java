package io.breakwater.smoke.chain;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** What the database itself says of the statements of the stock service that it executes. */
final class SleepingQueries implements Closeable {
    private static final String COUNT = "select count(*) from pg_stat_activity"
            + " where state = 'active' and query like 'select pg_sleep%' and pid <> pg_backend_pid()";
    private static final long STEP_MILLIS = 5;

    private final Access access;
    private final Connection connection;

    private SleepingQueries(Access access, Connection connection) {
        this.access = access;
        this.connection = connection;
    }

    static SleepingQueries open() throws SQLException {
        DriverVersion driver = DriverVersion.POSTGRESQL_42_7;
        Access access = Access.to(driver.url(), driver, PoolVersion.NONE);
        return new SleepingQueries(access, access.connect());
    }

    int count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(COUNT)) {
            result.next();
            return result.getInt(1);
        }
    }

    /** Waits until there are so many, and returns when that was seen; epoch milliseconds, or -1 if it was not. */
    long await(int wanted, long seconds) throws SQLException, InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - endNanos < 0) {
            if (count() == wanted) {
                return System.currentTimeMillis();
            }
            Thread.sleep(STEP_MILLIS);
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            access.close();
        }
    }
}
