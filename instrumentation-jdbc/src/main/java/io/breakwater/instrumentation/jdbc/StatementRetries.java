package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import io.breakwater.instrumentation.jdbc.sql.StatementClassifier;
import io.breakwater.instrumentation.jdbc.sql.StatementKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether a statement may be executed again: a proven pure read, given as a text, that the database rolled back for the sake
 * of others, outside of any transaction. A prepared statement is not, because its parameters may be streams that have been
 * read.
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
        return (method == StatementMethod.QUERY_TEXT || method == StatementMethod.EXECUTE_TEXT)
                && !(call[0] instanceof PreparedStatement)
                && StatementClassifier.classify(connection.dialect(), (String) call[1]) == StatementKind.SELECT;
    }

    /** To be asked after {@link #isPureRead}. */
    static boolean canBeExecutedAgain(KnownConnection known, Statement statement, Outcome outcome) {
        if (outcome.failure() != FailureClass.SERIALIZATION_FAILURE || known.mayBeInTransaction()) {
            return false;
        }
        try {
            Connection connection = statement.getConnection();
            return !statement.isClosed() && !connection.isClosed() && connection.getAutoCommit();
        } catch (SQLException unknown) {
            return false;
        }
    }
}
