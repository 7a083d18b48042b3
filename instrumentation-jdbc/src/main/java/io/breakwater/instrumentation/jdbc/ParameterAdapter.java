package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Engine;
import io.breakwater.extension.Watcher;
import java.sql.PreparedStatement;
import java.time.temporal.TemporalAccessor;
import java.util.Calendar;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The methods that give a prepared statement what its first execution may use up. The driver's own method always runs;
 * whatever is not known to be a plain value keeps the statement from being executed again.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: immutable.
 */
public final class ParameterAdapter implements Watcher {
    private final Engine engine;

    public ParameterAdapter(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Object @Nullable [] enter(Object[] call) {
        try {
            if (!isValue(call[2])) {
                PreparedStatements.onOneTimeParameter((PreparedStatement) call[0]);
            }
        } catch (Throwable bug) {
            engine.failedOpen("onOneTimeParameter", bug);
        }
        return null;
    }

    private static boolean isValue(@Nullable Object parameter) {
        return parameter == null
                || parameter instanceof String
                || parameter instanceof Number
                || parameter instanceof Boolean
                || parameter instanceof Character
                || parameter instanceof Date
                || parameter instanceof TemporalAccessor
                || parameter instanceof UUID
                || parameter instanceof Calendar
                || parameter instanceof byte[];
    }
}
