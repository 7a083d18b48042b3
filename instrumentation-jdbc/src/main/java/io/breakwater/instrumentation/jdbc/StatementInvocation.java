package io.breakwater.instrumentation.jdbc;

import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Calls the method that the application called. Thread-safety: stateless. Errors: what the driver throws. */
final class StatementInvocation {
    private StatementInvocation() {}

    /** @param call the statement, then the arguments */
    static @Nullable Object invoke(StatementMethod method, Object[] call) throws SQLException {
        Statement statement = (Statement) call[0];
        switch (method) {
            case EXECUTE_TEXT:
                return statement.execute((String) call[1]);
            case EXECUTE_TEXT_KEYS:
                return statement.execute((String) call[1], (Integer) call[2]);
            case EXECUTE_TEXT_INDEXES:
                return statement.execute((String) call[1], (int[]) call[2]);
            case EXECUTE_TEXT_NAMES:
                return statement.execute((String) call[1], (String[]) call[2]);
            case QUERY_TEXT:
                return statement.executeQuery((String) call[1]);
            case UPDATE_TEXT:
                return statement.executeUpdate((String) call[1]);
            case UPDATE_TEXT_KEYS:
                return statement.executeUpdate((String) call[1], (Integer) call[2]);
            case UPDATE_TEXT_INDEXES:
                return statement.executeUpdate((String) call[1], (int[]) call[2]);
            case UPDATE_TEXT_NAMES:
                return statement.executeUpdate((String) call[1], (String[]) call[2]);
            case LARGE_UPDATE_TEXT:
                return statement.executeLargeUpdate((String) call[1]);
            case LARGE_UPDATE_TEXT_KEYS:
                return statement.executeLargeUpdate((String) call[1], (Integer) call[2]);
            case LARGE_UPDATE_TEXT_INDEXES:
                return statement.executeLargeUpdate((String) call[1], (int[]) call[2]);
            case LARGE_UPDATE_TEXT_NAMES:
                return statement.executeLargeUpdate((String) call[1], (String[]) call[2]);
            case BATCH:
                return statement.executeBatch();
            case LARGE_BATCH:
                return statement.executeLargeBatch();
            case EXECUTE:
                return ((PreparedStatement) statement).execute();
            case QUERY:
                return ((PreparedStatement) statement).executeQuery();
            case UPDATE:
                return ((PreparedStatement) statement).executeUpdate();
            default:
                return ((PreparedStatement) statement).executeLargeUpdate();
        }
    }
}
