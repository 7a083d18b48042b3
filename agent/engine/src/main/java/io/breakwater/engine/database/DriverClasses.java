package io.breakwater.engine.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The classes of one JDBC driver, by exact name with dots: {@code com.example.jdbc.ExampleDriver}. Each is the class that
 * declares the methods, which may be one above that of the objects.
 *
 * <p>Thread-safety: immutable.
 */
public final class DriverClasses {
    private final List<String> drivers;
    private final List<String> connections;
    private final List<String> statements;
    private final List<String> preparedStatements;

    /** @param preparedStatements callable ones included */
    public DriverClasses(
            List<String> drivers, List<String> connections, List<String> statements, List<String> preparedStatements) {
        this.drivers = copy(drivers);
        this.connections = copy(connections);
        this.statements = copy(statements);
        this.preparedStatements = copy(preparedStatements);
    }

    private static List<String> copy(List<String> names) {
        return Collections.unmodifiableList(new ArrayList<>(names));
    }

    public List<String> drivers() {
        return drivers;
    }

    public List<String> connections() {
        return connections;
    }

    public List<String> statements() {
        return statements;
    }

    /** Callable ones included. */
    public List<String> preparedStatements() {
        return preparedStatements;
    }
}
