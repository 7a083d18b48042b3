package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import io.breakwater.extension.Adapter;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * {@code prepareStatement} and {@code prepareCall}: where statements are retried, a look at the text for what may begin a
 * transaction. The driver's own method always runs.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class PrepareAdapter implements Adapter {
    private final Engine engine;

    public PrepareAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        KnownConnection connection = Connections.known((Connection) call[0]);
        if (connection == null || connection.mayBeInTransaction()) {
            return null; // one that comes to be known later counts as in a transaction
        }
        try {
            Guard guard = engine.guardFor(connection.destination(), StatementKinds.SELECT, "");
            if (guard != null && StatementRetries.areAskedFor(guard)) {
                connection.onText((String) call[1]);
            } else {
                connection.onUnseenText();
            }
        } catch (Throwable bug) {
            connection.onUnseenText();
            engine.failedOpen("onText", bug);
        }
        return null;
    }
}
