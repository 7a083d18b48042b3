package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.instrumentation.jdbc.sql.SqlDialect;
import io.breakwater.instrumentation.jdbc.sql.StatementClassifier;
import java.sql.Connection;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What we know of one connection of the application's.
 *
 * <p>Thread-safety: thread-safe.
 */
final class KnownConnection {
    private final Destination destination;
    private final SqlDialect dialect;
    private final AtomicBoolean limited = new AtomicBoolean();
    private volatile boolean mayBeInTransaction;
    private volatile @Nullable SilenceWatch silence;

    /** @param fromItsBeginning false if statements may have passed that we did not see */
    KnownConnection(Destination destination, boolean fromItsBeginning) {
        this.destination = destination;
        this.dialect = SqlDialect.ofProduct(productOf(destination.toString()));
        this.mayBeInTransaction = !fromItsBeginning;
    }

    private static String productOf(String url) {
        int begin = url.indexOf(':') + 1;
        int end = url.indexOf(':', begin);
        return (end < 0 ? url.substring(begin) : url.substring(begin, end)).toLowerCase(Locale.ROOT);
    }

    Destination destination() {
        return destination;
    }

    SqlDialect dialect() {
        return dialect;
    }

    /** A text that is about to be executed; null if nobody knows it. What may have begun a transaction is remembered for good. */
    void onText(@Nullable String text) {
        if (!mayBeInTransaction && StatementClassifier.mayBeginTransaction(dialect, text)) {
            mayBeInTransaction = true;
        }
    }

    /** Statements pass that nobody looks at. */
    void onUnseenText() {
        if (!mayBeInTransaction) {
            mayBeInTransaction = true;
        }
    }

    /** True if a text may have begun a transaction that auto-commit does not tell of. */
    boolean mayBeInTransaction() {
        return mayBeInTransaction;
    }

    /** The watch of this connection, made by whoever asks first. */
    SilenceWatch silence(Engine engine, Connection connection) {
        SilenceWatch known = silence;
        return known != null ? known : makeSilence(engine, connection);
    }

    private synchronized SilenceWatch makeSilence(Engine engine, Connection connection) {
        SilenceWatch known = silence;
        if (known == null) {
            known = new SilenceWatch(engine, connection);
            silence = known;
        }
        return known;
    }

    /**
     * True if the caller alone may set limits on the connection, until it says {@link #release()}. A second statement that
     * executes meanwhile would take our limit for the application's own, and put it back for ever.
     */
    boolean claim() {
        return limited.compareAndSet(false, true);
    }

    void release() {
        limited.set(false);
    }
}
