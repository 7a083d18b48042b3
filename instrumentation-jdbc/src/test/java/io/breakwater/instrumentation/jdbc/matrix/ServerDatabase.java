package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.DatabaseFaults;
import io.breakwater.instrumentation.jdbc.kit.DatabaseServer;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.Observation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** PostgreSQL or MariaDB. Thread-safe. */
final class ServerDatabase implements Database {
    private static final int MARIADB_DEADLOCK = 1213;

    private final DatabaseServer server;
    private final DatabaseFaults faults;

    ServerDatabase(DatabaseServer server) {
        this.server = server;
        this.faults = DatabaseFaults.of(server);
    }

    @Override
    public FaultProxy proxy() throws IOException {
        return server.proxy();
    }

    @Override
    public String url(DriverVersion driver, FaultProxy proxy) {
        String url = driver.url(proxy.host(), proxy.port());
        // Or else MySQL's driver asks before each INSERT whether it may, and that reply would be the next one.
        return url.startsWith("jdbc:mysql:") ? url + "&readOnlyPropagatesToServer=false" : url;
    }

    @Override
    public DatabaseServer server() {
        return server;
    }

    @Override
    public String table(int rows) throws SQLException {
        return faults.table(rows);
    }

    @Override
    public long rows(String table) throws SQLException {
        return faults.rows(table);
    }

    @Override
    public String sleep(int seconds) {
        return faults.sleep(seconds);
    }

    @Override
    public long session(Connection connection) throws SQLException {
        return faults.session(connection);
    }

    @Override
    public void kill(long session) throws SQLException {
        faults.kill(session);
    }

    @Override
    public Observation deadlock(Connection one, Connection other, String table) throws Exception {
        return faults.deadlock(one, other, table);
    }

    @Override
    public Observation serializationFailure(Connection connection, String table) throws SQLException {
        return faults.serializationFailure(connection, table);
    }

    @Override
    public String readRolledBackTwice() throws SQLException {
        return faults.failingRead(2, "40001", MARIADB_DEADLOCK);
    }

    @Override
    public void awaitRunning(long session, String text) throws SQLException {
        faults.awaitRunning(session, text);
    }

    @Override
    public void close() throws IOException {
        faults.close();
    }
}
