package io.breakwater.instrumentation.jdbc;

import java.sql.SQLTransientException;

/**
 * As {@link DeadlineExceededException}, for a statement of a connection of HikariCP's: until version 6 that pool throws a
 * connection away that has had a {@link java.sql.SQLTimeoutException}, and this one is sound. Spring knows a timeout by the
 * name of the class.
 */
public final class PooledDeadlineTimeoutException extends SQLTransientException {
    private static final long serialVersionUID = 1;

    public PooledDeadlineTimeoutException(String message) {
        super(message, DeadlineExceededException.TIMEOUT_EXPIRED);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
