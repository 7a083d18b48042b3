package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A method of the driver by which a statement is executed.
 *
 * <p>Loaded by: the adapter loader, once for each join point. Thread-safety: thread-safe; the means of the driver are found
 * by whoever comes first, or twice.
 */
public final class ExecuteAdapter implements Adapter {
    private final Engine engine;
    private final DriverFacts driver;
    private final StatementMethod method;
    private final GuardedCall.Finder finder = this::guarded;
    private volatile @Nullable QueryTimeout queryTimeout;

    public ExecuteAdapter(Engine engine, JoinPoint joinPoint) {
        this.engine = engine;
        this.driver = Drivers.of(joinPoint.className(), joinPoint.detail());
        this.method = StatementMethod.of(joinPoint.methodName(), joinPoint.descriptor());
    }

    @Override
    public Object @Nullable [] enter(Object[] call) throws Throwable {
        return GuardedCall.outermost(engine, finder, call);
    }

    /** It is not guarded, and so nobody looks at what it may begin. */
    @Override
    public Object @Nullable [] enterFromOverride(Object[] call) {
        try {
            Connection connection = ((Statement) call[0]).getConnection();
            KnownConnection known = connection == null ? null : Connections.known(connection);
            if (known != null) {
                known.onUnseenText();
            }
        } catch (SQLException closed) {
            // The driver will say so itself.
        } catch (Throwable bug) {
            engine.failedOpen("onUnseenText", bug);
        }
        return null;
    }

    /** The call with its guard, or null if nothing guards it. */
    private @Nullable StatementCall guarded(Object[] call) throws SQLException {
        Statement statement = (Statement) call[0];
        KnownConnection connection = Connections.of(statement);
        if (connection == null) {
            return null;
        }
        Guard guard = engine.guardFor(connection.destination(), StatementKinds.of(method, statement), "");
        look(connection, guard, call);
        return guard == null
                ? null
                : new StatementCall(engine, guard, driver, queryTimeout(statement), connection, method, call);
    }

    /** Only where statements are retried, what may begin a transaction is looked for. */
    private void look(KnownConnection connection, @Nullable Guard guard, Object[] call) {
        if (guard == null || !StatementRetries.areAskedFor(guard) || method.isBatch()) {
            connection.onUnseenText();
        } else if (method.takesText()) {
            connection.onText((String) call[1]);
        }
    }

    private QueryTimeout queryTimeout(Statement statement) {
        QueryTimeout known = queryTimeout;
        if (known == null) {
            known = QueryTimeout.of(driver, statement);
            queryTimeout = known;
        }
        return known;
    }
}
