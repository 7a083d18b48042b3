package io.breakwater.instrumentation.jdbc;

import java.sql.SQLTimeoutException;

/**
 * Whoever asked for the call has stopped waiting; nothing was sent. A {@link SQLTimeoutException}, because that is what an
 * application catches where a query takes too long, with the general state of one. Has no stack trace: under overload many
 * calls are late.
 */
public final class DeadlineExceededException extends SQLTimeoutException {
    static final String TIMEOUT_EXPIRED = "HYT00";

    private static final long serialVersionUID = 1;

    public DeadlineExceededException(String message) {
        super(message, TIMEOUT_EXPIRED);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
