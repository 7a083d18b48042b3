package io.breakwater.smoke.apps;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Executes each statement on one connection, with the driver that is on the class path, and prints the first value that it
 * yields, {@code done} if it yields no rows, or the exception and its SQLSTATE.
 *
 * <p>Arguments: JDBC URL, user, statements.
 */
public final class Query {
    private Query() {}

    /** Runs the program. */
    public static void main(String[] args) {
        try (Connection connection = DriverManager.getConnection(args[0], args[1], "")) {
            for (int i = 2; i < args.length; i++) {
                System.out.println(answer(connection, args[i]));
            }
        } catch (SQLException e) {
            System.out.println(text(e));
        }
    }

    private static String answer(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "done";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "no rows";
            }
        } catch (SQLException e) {
            return text(e);
        }
    }

    private static String text(SQLException e) {
        return e.getClass().getName() + " " + e.getSQLState();
    }
}
