package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.Engine;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.NetworkLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The limits that one attempt sets on its statement and its connection, and takes back whatever happens. Only ever shorter
 * ones: a query timeout, which the driver and the server keep, and behind it a network timeout for a peer that has fallen
 * silent.
 *
 * <p>Thread-safety: confined to the calling thread. Errors: never throws. A limit that cannot be set is not set; one that
 * cannot be taken back, because the connection is dead or the statement closed, needs not be.
 */
final class StatementLimits {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long MAX_NETWORK_MILLIS = 7L * 86_400_000L;

    private final Engine engine;
    private final Statement statement;
    private final QueryTimeout queryTimeout;
    private @Nullable KnownConnection claimed;
    private boolean querySet;
    private long ownQuery;
    private long ourQuery;
    private @Nullable SilenceWatch silence;
    private @Nullable Connection networkSet;
    private int ownNetworkMillis;
    private int ourNetworkMillis;
    private boolean keptWhenCancelled;
    private long networkEndNanos;

    StatementLimits(Engine engine, Statement statement, QueryTimeout queryTimeout) {
        this.engine = engine;
        this.statement = statement;
        this.queryTimeout = queryTimeout;
    }

    /** Claims the connection for these limits. False if another statement has limits on it now. */
    boolean claim(KnownConnection connection) {
        if (connection.claim()) {
            claimed = connection;
            return true;
        }
        return false;
    }

    /** Sets a query timeout. */
    void limitQuery(long nanos, long own) throws SQLException {
        long value = queryTimeout.valueOf(nanos);
        if (own > 0 && own <= value) {
            return; // rounded up, ours is no shorter
        }
        querySet = true;
        ownQuery = own;
        ourQuery = value;
        queryTimeout.write(statement, value);
    }

    /** Sets a network timeout if there is none, or only a longer one; or has the connection given up by then. */
    void limitNetwork(KnownConnection known, long nanos, NetworkLimit means) throws SQLException {
        if (means == NetworkLimit.NONE || nanos == NONE) {
            return;
        }
        if (means == NetworkLimit.ABORT) {
            SilenceWatch watch = known.silence(engine, statement.getConnection());
            if (watch.begin(nanos)) {
                silence = watch;
                networkEndNanos = nanoTime() + nanos;
            }
            return;
        }
        int millis = (int) Math.max(1, Math.min(MAX_NETWORK_MILLIS, nanos / NANOS_PER_MILLI));
        Connection connection = statement.getConnection();
        int own = connection.getNetworkTimeout();
        if (own == 0 || own > millis) {
            networkSet = connection;
            ownNetworkMillis = own;
            ourNetworkMillis = millis;
            keptWhenCancelled = means == NetworkLimit.KEPT_WHEN_CANCELLED;
            networkEndNanos = nanoTime() + millis * NANOS_PER_MILLI;
            connection.setNetworkTimeout(Runnable::run, millis);
        }
    }

    /** True if the peer was silent until the end that we set. */
    boolean hasRunOut() {
        return (silence != null || networkSet != null) && nanoTime() - networkEndNanos >= 0;
    }

    /** True if the network timeout has ended the connection, or something else has meanwhile. */
    boolean hasLostConnection() {
        Connection connection = networkSet;
        try {
            return connection != null && connection.isClosed();
        } catch (SQLException | RuntimeException dead) {
            return true;
        }
    }

    /**
     * To be asked after a failure. True if the peer was silent until the network timeout, and the driver has kept the
     * connection all the same: it is dead now, because a reply that comes late would be taken for that of the next statement.
     */
    boolean hasGivenUpConnection(SQLException failure) {
        Connection connection = networkSet;
        String state = failure.getSQLState();
        if (connection == null
                || !keptWhenCancelled
                || (state != null && state.startsWith("08"))
                || nanoTime() - networkEndNanos < 0) {
            return false;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException dead) {
            // It was no good any more.
        }
        return true;
    }

    /** Puts back what the application had set, unless it has set something else meanwhile, from another thread. */
    void takeBack() {
        SilenceWatch watch = silence;
        if (watch != null) {
            silence = null;
            watch.end();
        }
        if (querySet) {
            querySet = false;
            try {
                long now = queryTimeout.read(statement);
                if (now == ourQuery || now == ownQuery) { // some drivers do not tell what was set
                    queryTimeout.write(statement, ownQuery);
                }
            } catch (Throwable cannot) {
                reportIfAlive("query timeout", cannot);
            }
        }
        Connection connection = networkSet;
        if (connection != null) {
            networkSet = null;
            try {
                int now = connection.getNetworkTimeout();
                if (now == ourNetworkMillis || now == ownNetworkMillis) {
                    connection.setNetworkTimeout(Runnable::run, ownNetworkMillis);
                }
            } catch (Throwable cannot) {
                reportIfAlive("network timeout", cannot);
            }
        }
        KnownConnection held = claimed;
        if (held != null) {
            claimed = null;
            held.release();
        }
    }

    private long nanoTime() {
        return engine.surroundings().time().nanoTime();
    }

    private void reportIfAlive(String what, Throwable cannot) {
        try {
            if (cannot instanceof SQLException
                    && (statement.isClosed() || statement.getConnection().isClosed())) {
                return;
            }
        } catch (SQLException | RuntimeException dead) {
            return;
        }
        engine.failedOpen("the application's own " + what + " could not be put back", cannot);
    }
}
