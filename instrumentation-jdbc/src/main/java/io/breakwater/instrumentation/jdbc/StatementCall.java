package io.breakwater.instrumentation.jdbc;

import static io.breakwater.engine.policy.TimeoutPolicy.NONE;

import io.breakwater.engine.BlockingCall;
import io.breakwater.engine.CallSession;
import io.breakwater.engine.Engine;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Guard;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.Rejection;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts.QueryLimit;
import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import io.breakwater.instrumentation.jdbc.sql.StatementClassifier;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The execution of one statement, and its one attempt under way. An attempt calls the method that the application called,
 * on the same statement.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class StatementCall implements GuardedCall, BlockingCall.Attempt<Object> {
    private final Engine engine;
    private final Guard guard;
    private final DriverFacts driver;
    private final QueryTimeout queryTimeout;
    private final KnownConnection connection;
    private final StatementMethod joined;
    private final Object[] call;
    private final Statement statement;
    private @Nullable StatementLimits limits;
    private @Nullable CallSession session;
    private boolean ranOut;

    StatementCall(
            Engine engine,
            Guard guard,
            DriverFacts driver,
            QueryTimeout queryTimeout,
            KnownConnection connection,
            StatementMethod joined,
            Object[] call) {
        this.engine = engine;
        this.guard = guard;
        this.driver = driver;
        this.queryTimeout = queryTimeout;
        this.connection = connection;
        this.joined = joined;
        this.call = call;
        this.statement = (Statement) call[0];
    }

    @Override
    public Guard guard() {
        return guard;
    }

    @Override
    public String method() {
        return StatementRetries.isPureRead(connection, joined, call)
                ? StatementKinds.SELECT
                : StatementKinds.of(joined, statement);
    }

    @Override
    public boolean canBeSentAgain(Outcome outcome) {
        return StatementRetries.isPureRead(connection, joined, call)
                && StatementRetries.canBeExecutedAgain(connection, driver, statement, outcome);
    }

    @Override
    public boolean isExempt() {
        return endsTransaction() || Housekeeping.isUnderWay(driver);
    }

    /** Refused, it would leave the locks of the transaction behind, just where the application does the right thing. */
    private boolean endsTransaction() {
        return joined.takesText() && StatementClassifier.endsTransaction(connection.dialect(), (String) call[1]);
    }

    @Override
    public BlockingCall.Attempt<Object> prepare(CallSession session) {
        this.session = session;
        ranOut = false;
        TimeoutPolicy timeouts = guard.policy().timeouts();
        boolean hasDeadline = session.deadlineNanos() != NONE;
        boolean hasLimit =
                timeouts.mode() != Mode.DISABLED && (timeouts.attemptNanos() != NONE || timeouts.totalNanos() != NONE);
        if ((hasDeadline || hasLimit) && driver.queryLimit() != QueryLimit.NONE) {
            limit(session, timeouts, hasDeadline || timeouts.mode() == Mode.ENFORCE);
        }
        return this;
    }

    private void limit(CallSession session, TimeoutPolicy timeouts, boolean enforced) {
        StatementLimits setting = new StatementLimits(engine, statement, queryTimeout);
        try {
            boolean perConnection = driver.queryLimit() == QueryLimit.OF_CONNECTION;
            boolean shared = perConnection || driver.networkLimit().isOfConnection();
            boolean alone = enforced && (!shared || setting.claim(connection));
            if (perConnection && enforced && !alone) {
                return;
            }
            long own = queryTimeout.read(statement);
            long ownNanos = queryTimeout.nanosOf(own);
            long limitNanos = session.limitAttempt(ownNanos);
            if (alone) {
                long endNanos = Math.min(limitNanos, ownNanos);
                long graceNanos = timeouts.graceNanos();
                setting.limitNetwork(
                        connection,
                        endNanos == NONE || graceNanos == NONE ? NONE : endNanos + graceNanos,
                        driver.networkLimit());
            }
            if (limitNanos < ownNanos && canBeTimed()) {
                setting.limitQuery(limitNanos, own);
            }
            limits = setting;
        } catch (SQLException closedOrUnsupported) {
            // The driver will say so itself, or the statement is executed without a limit.
        } finally {
            if (limits == null) {
                setting.takeBack();
            }
        }
    }

    /** False if the driver's own query timeout would cut off more than the execution, or break it. */
    private boolean canBeTimed() throws SQLException {
        return !driver.isTimedByServer()
                || (statement.getFetchSize() == 0
                        && !(joined.takesText() && StatementKinds.mayLoadFile((String) call[1])));
    }

    @Override
    public @Nullable Object send() throws Throwable {
        StatementLimits setting = limits;
        if (setting == null) {
            return plain();
        }
        try {
            return plain();
        } catch (RuntimeException | SQLException failure) {
            throw named(setting, failure);
        } finally {
            limits = null;
            setting.takeBack();
        }
    }

    /** The driver's own failure, or that of a lost connection where the driver does not notice, or falls over it. */
    private Exception named(StatementLimits setting, Exception failure) {
        try {
            ranOut = setting.hasRunOut();
            if (failure instanceof SQLException && setting.hasGivenUpConnection((SQLException) failure)) {
                return new SQLNonTransientConnectionException(
                        "the database was silent for longer than it may", "08S01", failure);
            }
            if (failure instanceof RuntimeException && setting.hasLostConnection()) {
                // Connector/J falls over its own connection that was closed between its cancelling and its end.
                return new SQLNonTransientConnectionException(
                        "the connection was lost while its statement was cut off", "08S01", failure);
            }
        } catch (Throwable bug) {
            engine.failedOpen("named", bug);
        }
        return failure;
    }

    @Override
    public @Nullable Object plain() throws Throwable {
        return StatementInvocation.invoke(joined, call);
    }

    @Override
    public Outcome classify(@Nullable Object result, @Nullable Throwable failure) {
        if (failure == null) {
            return Outcome.SUCCESS;
        }
        Outcome outcome = SqlFailures.ofStatement(driver.vendorCodes(), failure);
        if (ranOut && session != null && outcome.failure() == FailureClass.CONNECTION_LOST) {
            session.onBodyTimeout();
        }
        return outcome;
    }

    @Override
    public Throwable rejection(Rejection rejection) {
        return Refusals.of(rejection);
    }

    @Override
    public Throwable interruption(InterruptedException interruption) {
        return Refusals.of(interruption);
    }

    @Override
    public @Nullable Object deliver(Object held) {
        return held;
    }
}
