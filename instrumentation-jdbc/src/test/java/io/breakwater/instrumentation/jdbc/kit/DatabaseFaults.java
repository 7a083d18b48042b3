package io.breakwater.instrumentation.jdbc.kit;

import io.breakwater.instrumentation.kit.Waiting;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings about what databases do to their clients, for real: deadlocks, conflicts, sessions that are killed. Each is done to
 * connections of the test; what it takes besides, it does over connections of its own, which pass by any proxy.
 *
 * <p>Thread-safety: thread-safe, as far as the connections given are used by one thread each.
 */
public final class DatabaseFaults implements Closeable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final long MAX_SECONDS = 30;

    private final boolean isPostgresql;
    private final Access own;

    private DatabaseFaults(DatabaseServer server) {
        isPostgresql = server.product().equals("postgresql");
        DriverVersion driver = isPostgresql ? DriverVersion.POSTGRESQL_42_7 : DriverVersion.MARIADB_3_5;
        own = Access.to(driver.url(), driver, PoolVersion.NONE);
    }

    public static DatabaseFaults of(DatabaseServer server) {
        return new DatabaseFaults(server);
    }

    /** The text of a read that takes so long. */
    public String sleep(int seconds) {
        return isPostgresql ? "select pg_sleep(" + seconds + ")" : "select sleep(" + seconds + ")";
    }

    /** Makes a table with the columns {@code id} and {@code amount}, and these many rows with an amount of 0, from id 1. */
    public String table(int rows) throws SQLException {
        String table = "t" + NUMBERS.incrementAndGet() + "_" + Long.toString(System.nanoTime(), 36);
        run("create table " + table + " (id int primary key, amount int not null)");
        for (int id = 1; id <= rows; id++) {
            run("insert into " + table + " values (" + id + ", 0)");
        }
        return table;
    }

    /** How many rows there are, as everybody sees it. */
    public long rows(String table) throws SQLException {
        return number("select count(*) from " + table);
    }

    /** The sum of all amounts, as everybody sees it. */
    public long amount(String table) throws SQLException {
        return number("select coalesce(sum(amount), 0) from " + table);
    }

    /**
     * Lets two transactions lock each other out of the first two rows of a table. Both are rolled back in the end, and both
     * connections are in auto-commit then.
     *
     * @return what the victim saw, which the server has chosen
     */
    public Observation deadlock(Connection one, Connection other, String table) throws Exception {
        one.setAutoCommit(false);
        other.setAutoCommit(false);
        add(one, table, 1);
        add(other, table, 2);
        FutureTask<Observation> crossing = started(() -> Observation.of(() -> addOrRollBack(one, table, 2)));
        Observation crossed = Observation.of(() -> addOrRollBack(other, table, 1));
        Observation first = join(crossing);
        endTransaction(one);
        endTransaction(other);
        if (first.hasFailed() == crossed.hasFailed()) {
            throw new AssertionError("one: " + first + "; other: " + crossed + " (expected: one victim)");
        }
        return first.hasFailed() ? first : crossed;
    }

    /** The victim gives its locks back at once: on some servers only that lets the other one go on. */
    private static Object addOrRollBack(Connection connection, String table, int id) throws SQLException {
        try {
            return add(connection, table, id);
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    /**
     * Lets a transaction of repeatable reads change a row that another one has changed since it began. PostgreSQL only:
     * MariaDB lets the later one win. The connection is in auto-commit and on its former isolation then.
     */
    public Observation serializationFailure(Connection connection, String table) throws SQLException {
        int before = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            number(connection, "select count(*) from " + table);
            run("update " + table + " set amount = amount + 1 where id = 1");
            return Observation.of(() -> add(connection, table, 1));
        } finally {
            endTransaction(connection);
            connection.setTransactionIsolation(before);
        }
    }

    /** Lets a statement wait for a row that is locked, for a second, which is all that it is ready to wait for. */
    public Observation lockTimeout(Connection connection, String table) throws SQLException {
        run(connection, isPostgresql ? "set lock_timeout = 1000" : "set innodb_lock_wait_timeout = 1");
        try (Connection holder = own.connect()) {
            holder.setAutoCommit(false);
            add(holder, table, 1);
            Observation seen = Observation.of(() -> add(connection, table, 1));
            holder.rollback();
            return seen;
        }
    }

    /**
     * A read that fails some times, and then does not: the server itself raises these errors, outside of any transaction of
     * the caller. Each execution counts, whoever makes it.
     *
     * @param vendorCode MariaDB only
     * @return the text of the read, which is an ordinary {@code select}, and yields how many times it was executed
     */
    public String failingRead(int times, String sqlState, int vendorCode) throws SQLException {
        String name = "failing" + NUMBERS.incrementAndGet() + "_" + Long.toString(System.nanoTime(), 36);
        // A sequence is outside of transactions: it counts what is rolled back as well.
        run("create sequence " + name + "_n");
        if (isPostgresql) {
            run("create function " + name + "_f() returns bigint language plpgsql volatile as $$"
                    + " declare n bigint := nextval('" + name + "_n');"
                    + " begin if n <= " + times + " then raise exception 'failure %', n using errcode = '" + sqlState
                    + "'; end if; return n; end $$");
        } else {
            run("create function " + name + "_f() returns bigint"
                    + " begin declare n bigint default nextval(" + name + "_n);"
                    + " if n <= " + times + " then signal sqlstate '" + sqlState + "' set mysql_errno = " + vendorCode
                    + ", message_text = 'failure'; end if; return n; end");
        }
        run("create view " + name + " as select " + name + "_f() as executions");
        return "select executions from " + name;
    }

    /** By which {@link #kill} and {@link #awaitRunning} know the session of a connection. Asks the server. */
    public long session(Connection connection) throws SQLException {
        return number(connection, isPostgresql ? "select pg_backend_pid()" : "select connection_id()");
    }

    /** Ends a session from outside, whatever it is doing, and returns when it has gone. */
    public void kill(long session) throws SQLException {
        if (isPostgresql) {
            number("select count(pg_terminate_backend(" + session + "))");
        } else {
            run("kill " + session);
        }
        await(() -> number(sessions(session, "")) == 0);
    }

    /** Returns when a session executes a statement whose text contains this. */
    public void awaitRunning(long session, String text) throws SQLException {
        String running = isPostgresql
                ? " and state = 'active' and query like '%" + text + "%'"
                : " and command = 'Query' and info like '%" + text + "%'";
        await(() -> number(sessions(session, running)) == 1);
    }

    private String sessions(long session, String further) {
        return isPostgresql
                ? "select count(*) from pg_stat_activity where pid = " + session + further
                : "select count(*) from information_schema.processlist where id = " + session + further;
    }

    private static void await(Callable<Boolean> condition) {
        Waiting.until(() -> {
            try {
                return condition.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Changes a row; returns how many rows that were. */
    public static int add(Connection connection, String table, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("update " + table + " set amount = amount + 1 where id = " + id);
        }
    }

    /** Executes what yields no rows. */
    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Executes a read of one number. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Like {@link #run(Connection, String)}, over a connection of its own. */
    public void run(String sql) throws SQLException {
        try (Connection connection = own.connect()) {
            run(connection, sql);
        }
    }

    /** Like {@link #number(Connection, String)}, over a connection of its own. */
    public long number(String sql) throws SQLException {
        try (Connection connection = own.connect()) {
            return number(connection, sql);
        }
    }

    private static void endTransaction(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    /** Does it in another thread, from now on. */
    public static <T> FutureTask<T> started(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "another client");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** What the other thread brought back. */
    public static <T> T join(FutureTask<T> task) throws InterruptedException, ExecutionException, TimeoutException {
        return task.get(MAX_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        own.close();
    }
}
