package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import io.breakwater.instrumentation.jdbc.sql.StatementClassifier;
import io.breakwater.instrumentation.jdbc.sql.StatementKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * {@code prepareStatement} and {@code prepareCall}: where statements are retried, a look at the text for what may begin a
 * transaction, and, where it purely reads, at the statement that comes of it. The driver's own method always runs.
 *
 * <p>Loaded by: the adapter loader, once for each join point. Thread-safety: immutable.
 */
public final class PrepareAdapter implements Adapter {
    private final Engine engine;
    private final DriverFacts driver;
    private final boolean ofCall;

    public PrepareAdapter(Engine engine, JoinPoint joinPoint) {
        this.engine = engine;
        this.driver = Drivers.of(joinPoint.className(), joinPoint.detail());
        this.ofCall = joinPoint.methodName().equals("prepareCall");
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws SQLException {
        if (!mayBeRepeated(call)) {
            return null;
        }
        Nesting.enter();
        try {
            PreparedStatement prepared = prepare((Connection) call[0], call);
            introduce(prepared, (String) call[1]);
            return new Object[] {prepared};
        } finally {
            Nesting.leave();
        }
    }

    /** The text alone is looked at: the statement that comes of it goes through the application's code, and is not known. */
    @Override
    public Object @Nullable [] enterFromOverride(Object[] call) {
        mayBeRepeated(call);
        return null;
    }

    /** Looks at the text. True if the statement that comes of it is to be known. */
    private boolean mayBeRepeated(Object[] call) {
        KnownConnection connection = null;
        try {
            connection = Connections.known((Connection) call[0]);
            if (connection == null || connection.mayBeInTransaction()) {
                return false; // one that comes to be known later counts as in a transaction
            }
            Guard guard = engine.guardFor(connection.destination(), StatementKinds.SELECT, "");
            if (guard == null || !StatementRetries.areAskedFor(guard)) {
                connection.onUnseenText();
                return false;
            }
            String text = (String) call[1];
            connection.onText(text);
            return driver.keepsParameters()
                    && !ofCall
                    && call.length != 3 // with generated keys
                    && !Nesting.isNested()
                    && StatementClassifier.classify(connection.dialect(), text) == StatementKind.SELECT;
        } catch (Throwable bug) {
            if (connection != null) {
                connection.onUnseenText();
            }
            engine.failedOpen("onText", bug);
            return false;
        }
    }

    private static PreparedStatement prepare(Connection connection, Object[] call) throws SQLException {
        String text = (String) call[1];
        switch (call.length) {
            case 2:
                return connection.prepareStatement(text);
            case 4:
                return connection.prepareStatement(text, (Integer) call[2], (Integer) call[3]);
            default:
                return connection.prepareStatement(text, (Integer) call[2], (Integer) call[3], (Integer) call[4]);
        }
    }

    private void introduce(@Nullable PreparedStatement prepared, String text) {
        try {
            if (prepared != null) {
                PreparedStatements.introduce(prepared, text);
            }
        } catch (Throwable bug) {
            engine.failedOpen("introduce", bug);
        }
    }
}
