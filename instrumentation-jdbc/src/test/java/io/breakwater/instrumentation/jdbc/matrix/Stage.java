package io.breakwater.instrumentation.jdbc.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.Observation;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * One driver and one pool before a proxy before a database. It is there for all faults, one after the other: what a fault
 * leaves behind, the next one would find.
 *
 * <p>Thread-safety: for one thread at a time.
 */
final class Stage implements Closeable {
    /** How long a pool lets its callers wait for a connection. */
    static final int POOL_WAIT_MILLIS = (int) (ConnectFaults.OUTAGE.toMillis() * 3 / 2 + 500);

    /** How many connections a pool has when it is full. */
    static final int SIZE = Access.MAX_CONNECTIONS;

    private static final long MAX_RECOVERY_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long BETWEEN_NANOS = 20_000_000;

    private final Setting setting;
    private final Database database;
    private final FaultProxy proxy;
    private final Access access;
    private String table = "";
    private Outage outage;

    private Stage(Setting setting, Database database, FaultProxy proxy) {
        this.setting = setting;
        this.database = database;
        this.proxy = proxy;
        this.access = Access.to(url(), setting.driver(), setting.pool(), this::set);
    }

    static Stage of(Setting setting, Database database) throws IOException {
        return new Stage(setting, database, database.proxy());
    }

    /** A pool that does not look at what it lends would lend what is dead, with us or without. */
    private void set(Object pool) {
        PoolVersion version = setting.pool();
        boolean isHikari = version.name().startsWith("HIKARICP_");
        boolean isC3p0 = version == PoolVersion.C3P0;
        String wait = isHikari ? "setConnectionTimeout" : isC3p0 ? "setCheckoutTimeout" : "setMaxWait";
        Access.set(pool, version == PoolVersion.DBCP_2 ? "setMaxWaitMillis" : wait, POOL_WAIT_MILLIS);
        if (isC3p0) {
            Access.set(pool, "setTestConnectionOnCheckout", true);
        } else if (!isHikari && version != PoolVersion.DBCP_2) {
            Access.set(pool, "setTestOnBorrow", true);
            Access.set(pool, "setValidationQuery", "select 1");
        }
        if (version.name().startsWith("TOMCAT_")) {
            Access.set(pool, "setValidationInterval", 0);
        }
    }

    Setting setting() {
        return setting;
    }

    Database database() {
        return database;
    }

    FaultProxy proxy() {
        return proxy;
    }

    String url() {
        return database.url(setting.driver(), proxy);
    }

    /** A new table with two rows, for the next fault. */
    void lay(Outage next) throws SQLException {
        table = database.table(2);
        outage = next;
    }

    String table() {
        return table;
    }

    /** Null unless the fault is one. */
    Outage outage() {
        return outage;
    }

    long rows() throws SQLException {
        return database.rows(table);
    }

    Connection connect() throws SQLException {
        return access.connect();
    }

    /** As many as the pool has. */
    List<Connection> connectAll() throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            while (all.size() < SIZE) {
                all.add(connect());
            }
            return all;
        } catch (SQLException | RuntimeException e) {
            close(all);
            throw e;
        }
    }

    static void close(Iterable<Connection> connections) {
        for (Connection connection : connections) {
            close(connection);
        }
    }

    /** As an application does, which is not interested in what a dead one has to say. */
    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException dead) {
            // It is closed all the same.
        }
    }

    /** Sees to it that the pool has no living connection left, and that the port is in this state when it wants one. */
    void empty(Faulty port) throws Exception {
        List<Connection> all = connectAll();
        port.happens(proxy);
        proxy.reset();
        for (Connection connection : all) {
            assertThat(Observation.of(() -> select(connection)).hasFailed()).isTrue();
        }
        close(all);
    }

    /** What happens to a proxy. */
    interface Faulty {
        void happens(FaultProxy proxy) throws IOException;
    }

    /** What a caller does with a connection. */
    interface Use {
        Observation of(Connection connection) throws Exception;
    }

    /** Lends a connection, lets something happen to it, and puts everything right again. */
    Seen seen(Limit limit, Use use) throws Exception {
        Connection connection = connect();
        long session;
        Observation observation;
        boolean usable = false;
        try {
            session = database.session(connection);
            observation = use.of(connection);
            proxy.pass();
            if (!setting.hasPool()) {
                usable = !Observation.of(() -> select(connection)).hasFailed();
            }
        } finally {
            close(connection);
        }
        boolean kept = recover().contains(session);
        String state = setting.hasPool() ? kept ? "kept" : "replaced" : usable ? "usable" : "dead";
        return new Seen(limit, observation.elapsedMillis(), observation, state);
    }

    /**
     * Returns when as many connections as ever can be used at once, and all are as new.
     *
     * @return by what the database knows them
     */
    Set<Long> recover() throws SQLException {
        proxy.pass();
        long startNanos = System.nanoTime();
        while (true) {
            try {
                return useAll();
            } catch (SQLException notYet) {
                if (System.nanoTime() - startNanos > MAX_RECOVERY_NANOS) {
                    throw new AssertionError(setting + ": the pool does not recover", notYet);
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
        }
    }

    private Set<Long> useAll() throws SQLException {
        Set<Long> sessions = new LinkedHashSet<>();
        List<Connection> all = connectAll();
        try {
            for (Connection connection : all) {
                sessions.add(database.session(connection));
                assertAsNew(connection);
            }
        } finally {
            close(all);
        }
        assertThat(sessions).as("connections").hasSize(SIZE);
        return sessions;
    }

    private static void assertAsNew(Connection connection) throws SQLException {
        assertThat(connection.getNetworkTimeout()).as("network timeout").isZero();
        assertThat(connection.getAutoCommit()).as("auto-commit").isTrue();
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.getQueryTimeout()).as("query timeout").isZero();
        }
    }

    private static Object select(Connection connection) throws SQLException {
        return DatabaseFaults.number(connection, "select 1");
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        access.close();
    }
}
