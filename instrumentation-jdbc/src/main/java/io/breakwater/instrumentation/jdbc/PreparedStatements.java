package io.breakwater.instrumentation.jdbc;

import io.breakwater.extension.WeakMap;
import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * What we know of prepared statements, as long as the application holds them: of those alone that may be executed again.
 *
 * <p>Loaded by: the adapter loader. Thread-safety: thread-safe.
 */
final class PreparedStatements {
    private static final WeakMap<PreparedStatement, Known> KNOWN = new WeakMap<>();

    private PreparedStatements() {}

    /** One of them. Thread-safety: thread-safe. */
    private static final class Known {
        private final String text;
        private volatile boolean repeatable = true;

        Known(String text) {
            this.text = text;
        }
    }

    /**
     * A statement that has just been prepared from a text that purely reads. A driver that keeps statements may give out
     * one that we know: then what we know stays.
     */
    static void introduce(PreparedStatement statement, String text) {
        Known known = KNOWN.putIfAbsent(statement, new Known(text));
        if (!known.text.equals(text)) {
            known.repeatable = false;
        }
    }

    /** A parameter was set that a first execution may use up. It counts for good: to clear it is not seen. */
    static void onOneTimeParameter(PreparedStatement statement) {
        Known known = KNOWN.get(statement);
        if (known != null) {
            known.repeatable = false;
        }
    }

    /** True if another execution means the same, and reads alone. */
    static boolean isRepeatable(@Nullable Object statement) {
        Known known = statement instanceof PreparedStatement ? KNOWN.get((PreparedStatement) statement) : null;
        return known != null && known.repeatable;
    }
}
