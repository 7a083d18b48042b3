package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import io.breakwater.instrumentation.jdbc.sql.StatementClassifier;
import io.breakwater.instrumentation.jdbc.sql.StatementKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Whether a statement may be executed again: a proven pure read that the database rolled back for the sake of others,
 * outside of any transaction. A prepared statement must be known from its preparation on, so that each of its parameters is
 * seen that may have been used up.
 *
 * <p>Thread-safety: stateless.
 */
final class StatementRetries {
    private StatementRetries() {}

    /** True if the configuration asks for it; otherwise no text is looked at. */
    static boolean areAskedFor(Guard guard) {
        RetryPolicy retry = guard.policy().retry();
        return retry.mode() != Mode.DISABLED
                && retry.maxAttempts() > 1
                && retry.retryOn().contains(FailureClass.SERIALIZATION_FAILURE);
    }

    static boolean isPureRead(KnownConnection connection, StatementMethod method, Object[] call) {
        switch (method) {
            case QUERY_TEXT:
            case EXECUTE_TEXT:
                return !(call[0] instanceof PreparedStatement)
                        && StatementClassifier.classify(connection.dialect(), (String) call[1]) == StatementKind.SELECT;
            case QUERY:
            case EXECUTE:
                return PreparedStatements.isRepeatable(call[0]);
            default:
                return false;
        }
    }

    /** To be asked after {@link #isPureRead}. */
    static boolean canBeExecutedAgain(KnownConnection known, DriverFacts driver, Statement statement, Outcome outcome) {
        if (outcome.failure() != FailureClass.SERIALIZATION_FAILURE || known.mayBeInTransaction()) {
            return false;
        }
        try {
            Connection connection = statement.getConnection();
            return !statement.isClosed()
                    && statement.getResultSetConcurrency() == ResultSet.CONCUR_READ_ONLY
                    && !connection.isClosed()
                    && connection.getAutoCommit()
                    && isIdle(connection, driver.transactionStateMethod())
                    && commitsByItself(connection, driver.autoCommitQuery());
        } catch (SQLException unknown) {
            return false;
        }
    }

    private static boolean commitsByItself(Connection connection, @Nullable String query) throws SQLException {
        if (query == null) {
            return true;
        }
        try (Statement asking = connection.createStatement();
                ResultSet answer = asking.executeQuery(query)) {
            return answer.next() && answer.getInt(1) == 1;
        }
    }

    private static boolean isIdle(Connection connection, @Nullable String stateMethod) {
        try {
            return stateMethod == null
                    || "IDLE"
                            .equals(String.valueOf(
                                    connection.getClass().getMethod(stateMethod).invoke(connection)));
        } catch (ReflectiveOperationException otherVersion) {
            return false;
        }
    }
}
