package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.Rejection;
import io.breakwater.engine.Stage;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/** What the application sees of a call that was not made. Thread-safety: stateless. */
final class Refusals {
    private Refusals() {}

    static SQLException of(Rejection rejection) {
        if (rejection.stage() == Stage.DEADLINE_GATE) {
            return PoolFilling.isBelowHikari()
                    ? new PooledDeadlineTimeoutException(rejection.message())
                    : new DeadlineExceededException(rejection.message());
        }
        return rejection.stage() == Stage.BULKHEAD
                ? new BulkheadFullException(rejection.message())
                : new CallNotPermittedException(rejection.message());
    }

    /** JDBC has no type for it; the flag stays set, as with a driver that finds it set. */
    static SQLException of(InterruptedException interruption) {
        Thread.currentThread().interrupt();
        return new SQLTransientException("interrupted while waiting for the database", interruption);
    }

    static boolean isRefusal(Throwable failure) {
        return failure instanceof CallNotPermittedException
                || failure instanceof BulkheadFullException
                || failure instanceof DeadlineExceededException
                || failure instanceof PooledDeadlineTimeoutException;
    }
}
