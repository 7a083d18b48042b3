package io.breakwater.config;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.util.Collections;

/**
 * What holds for a database: one policy for getting a connection, and one for statements. They share the breaker and the
 * retry budget; statements alone take a place in the bulkhead.
 *
 * <p>Thread-safety: immutable.
 */
final class DatabasePolicy implements DestinationPolicy {
    /** The operation that gets a connection. */
    static final String CONNECT = "CONNECT";

    /** The operation that is a proven pure read. */
    static final String SELECT = "SELECT";

    static final DatabasePolicy DISABLED = new DatabasePolicy(CallPolicy.DISABLED, CallPolicy.DISABLED);

    private static final FailureMatcher NOTHING_EXECUTED =
            FailureMatcher.of(FailureClass.CONNECT_FAILURE, FailureClass.SERVER_SHUTDOWN);
    private static final FailureMatcher ROLLED_BACK = FailureMatcher.of(FailureClass.SERIALIZATION_FAILURE);

    private final CallPolicy connect;
    private final CallPolicy statement;

    private DatabasePolicy(CallPolicy connect, CallPolicy statement) {
        this.connect = connect;
        this.statement = statement;
    }

    static DatabasePolicy of(Layers layers) {
        BreakerPolicy breaker = JdbcOptions.BREAKER.policy(layers);
        // In a scope of its own, or it would set the number of places of the statements.
        CallPolicy connect = new CallPolicy(
                DeadlinePolicies.of(layers),
                connectTimeouts(layers),
                connectRetry(layers),
                breaker,
                null,
                BulkheadPolicy.DISABLED,
                CONNECT);
        CallPolicy statement = new CallPolicy(
                DeadlinePolicies.of(layers),
                statementTimeouts(layers),
                statementRetry(layers),
                breaker,
                null,
                JdbcOptions.BULKHEAD.policy(layers),
                null);
        return new DatabasePolicy(connect, statement);
    }

    private static TimeoutPolicy connectTimeouts(Layers layers) {
        return timeouts(layers)
                .connectNanos(layers.value(JdbcOptions.CONNECT))
                .attemptNanos(layers.value(JdbcOptions.LOGIN))
                .build();
    }

    private static TimeoutPolicy statementTimeouts(Layers layers) {
        return timeouts(layers)
                .attemptNanos(QueryTimeoutType.nanos(layers.value(JdbcOptions.QUERY)))
                .build();
    }

    private static TimeoutPolicy.Builder timeouts(Layers layers) {
        return TimeoutPolicy.builder()
                .mode(layers.mode(JdbcOptions.TIMEOUTS_MODE).value())
                .apply(layers.value(JdbcOptions.APPLY))
                .graceNanos(layers.value(JdbcOptions.NETWORK_GRACE))
                .origin(layers.origin(JdbcOptions.TIMEOUTS, JdbcOptions.TIMEOUTS_MODE));
    }

    private static RetryPolicy connectRetry(Layers layers) {
        return retry(layers)
                .maxAttempts(layers.value(JdbcOptions.MAX_ATTEMPTS))
                .retryOn(NOTHING_EXECUTED)
                .methods(Collections.singleton(CONNECT))
                .build();
    }

    private static RetryPolicy statementRetry(Layers layers) {
        return retry(layers)
                .maxAttempts(layers.value(JdbcOptions.STATEMENTS) ? layers.value(JdbcOptions.MAX_ATTEMPTS) : 1)
                .retryOn(ROLLED_BACK)
                .methods(Collections.singleton(SELECT))
                .build();
    }

    private static RetryPolicy.Builder retry(Layers layers) {
        Mode mode = layers.mode(JdbcOptions.RETRY_MODE).value();
        return RetryPolicy.builder()
                .mode(mode)
                .backoff(JdbcOptions.BACKOFF.policy(layers))
                .budget(JdbcOptions.BUDGET.policy(layers))
                .origin(layers.origin(JdbcOptions.RETRY, JdbcOptions.RETRY_MODE));
    }

    @Override
    public Mode mode() {
        return connect.mode().compareTo(statement.mode()) > 0 ? connect.mode() : statement.mode();
    }

    /** @param path is not asked: a database has no routes */
    @Override
    public CallPolicy select(String method, String path) {
        return method.equals(CONNECT) ? connect : statement;
    }

    @Override
    public boolean isDisabled() {
        return connect.isDisabled() && statement.isDisabled();
    }

    @Override
    public boolean hasScope(String scope) {
        return scope.equals(CONNECT);
    }
}
