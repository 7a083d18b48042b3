package io.breakwater.instrumentation.jdbc;

import java.sql.SQLTransientException;

/**
 * No place in the bulkhead within the allowed wait; nothing was sent. Without a state, as {@link CallNotPermittedException}.
 * Has no stack trace: it is thrown very often under overload.
 */
public final class BulkheadFullException extends SQLTransientException {
    private static final long serialVersionUID = 1;

    public BulkheadFullException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
