package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.DatabaseServer;
import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.FaultProxy;
import io.breakwater.instrumentation.jdbc.kit.Observation;
import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that answers at a port, and what the faults want of it. What it does itself passes by the proxies. */
interface Database extends Closeable {
    FaultProxy proxy() throws IOException;

    String url(DriverVersion driver, FaultProxy proxy);

    /** Null if it runs in this JVM. */
    DatabaseServer server();

    /** The name of a new table with the columns {@code id} and {@code amount}, and these many rows with an amount of 0. */
    String table(int rows) throws SQLException;

    long rows(String table) throws SQLException;

    /** The text of a read that takes so long. */
    String sleep(int seconds);

    /** By which the database knows a connection. */
    long session(Connection connection) throws SQLException;

    /** Ends a session from outside. */
    void kill(long session) throws SQLException;

    /** What the victim saw. */
    Observation deadlock(Connection one, Connection other, String table) throws Exception;

    Observation serializationFailure(Connection connection, String table) throws SQLException;

    /** The text of a read that is rolled back twice, and then yields how often it was executed. */
    String readRolledBackTwice() throws SQLException;

    void awaitRunning(long session, String text) throws SQLException;
}
