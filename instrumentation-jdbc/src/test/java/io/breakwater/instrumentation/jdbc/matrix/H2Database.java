package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.Access;
import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.DatabaseServer;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.H2Server;
import io.breakwater.instrumentation.jdbc.kit.Observation;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** H2 as a server, with a database in its memory. Thread-safe. */
final class H2Database implements Database {
    private static final String HOST = "127.0.0.1";
    private static final String NAME = "matrix";

    private final AtomicInteger tables = new AtomicInteger();
    private final H2Server server;
    private final Access own;

    H2Database(DriverVersion driver) throws IOException, SQLException {
        server = H2Server.start(driver);
        own = Access.to(H2Server.url(server.port(), NAME), driver, PoolVersion.NONE);
        run("create alias nap for \"java.lang.Thread.sleep(long)\"");
    }

    @Override
    public FaultProxy proxy() throws IOException {
        return FaultProxy.to(HOST, server.port());
    }

    @Override
    public String url(DriverVersion driver, FaultProxy proxy) {
        return H2Server.url(proxy.port(), NAME);
    }

    @Override
    public DatabaseServer server() {
        return null;
    }

    @Override
    public String table(int rows) throws SQLException {
        String table = "t" + tables.incrementAndGet();
        run("create table " + table + " (id int primary key, amount int not null)");
        for (int id = 1; id <= rows; id++) {
            run("insert into " + table + " values (" + id + ", 0)");
        }
        return table;
    }

    @Override
    public long rows(String table) throws SQLException {
        try (Connection connection = own.connect()) {
            return DatabaseFaults.number(connection, "select count(*) from " + table);
        }
    }

    /** In short naps, between which it looks whether it shall go on. */
    @Override
    public String sleep(int seconds) {
        return "select sum(case when nap(1) is null then 0 else 1 end) from system_range(1, " + seconds * 1_000 + ")";
    }

    @Override
    public long session(Connection connection) throws SQLException {
        return DatabaseFaults.number(connection, "select session_id()");
    }

    @Override
    public void kill(long session) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Observation deadlock(Connection one, Connection other, String table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Observation serializationFailure(Connection connection, String table) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String readRolledBackTwice() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void awaitRunning(long session, String text) {
        throw new UnsupportedOperationException();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = own.connect()) {
            DatabaseFaults.run(connection, sql);
        }
    }

    @Override
    public void close() throws IOException {
        own.close();
        server.close();
    }
}
