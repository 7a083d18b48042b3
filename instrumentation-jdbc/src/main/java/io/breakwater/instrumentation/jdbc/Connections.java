package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Destination;
import io.breakwater.extension.WeakMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The connections that we have seen, as long as the application holds them.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: thread-safe.
 */
final class Connections {
    private static final WeakMap<Connection, KnownConnection> KNOWN = new WeakMap<>();

    private Connections() {}

    /** A connection that arrived. */
    static void introduce(Connection connection, Destination destination) {
        KNOWN.put(connection, new KnownConnection(destination, true));
    }

    /** Null for one that we have not seen yet. */
    static @Nullable KnownConnection known(Connection connection) {
        return KNOWN.get(connection);
    }

    /**
     * The driver's own connection of a statement; of one that came by another way, its driver tells the URL once.
     *
     * @return null if the statement has none
     * @throws SQLException if the statement or the connection is closed, as the driver will say itself
     */
    static @Nullable KnownConnection of(Statement statement) throws SQLException {
        Connection connection = statement.getConnection();
        if (connection == null) {
            return null;
        }
        KnownConnection known = KNOWN.get(connection);
        if (known != null) {
            return known;
        }
        Destination destination =
                Destination.ofDatabase(connection.getMetaData().getURL());
        return KNOWN.putIfAbsent(connection, new KnownConnection(destination, false));
    }
}
