package io.breakwater.instrumentation.jdbc;

import java.sql.SQLTransientException;

/**
 * The circuit breaker is open; nothing was sent. Without a state, because a pool takes one of class 08 as a reason to throw
 * a sound connection away. Has no stack trace: a database that is down is refused very often.
 */
public final class CallNotPermittedException extends SQLTransientException {
    private static final long serialVersionUID = 1;

    public CallNotPermittedException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
