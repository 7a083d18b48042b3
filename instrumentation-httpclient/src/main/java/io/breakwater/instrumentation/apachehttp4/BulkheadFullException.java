package io.breakwater.instrumentation.apachehttp4;

import org.apache.http.conn.ConnectionPoolTimeoutException;

/**
 * No place in the bulkhead within the allowed wait; nothing was sent. A {@link ConnectionPoolTimeoutException}, because
 * that is what an application catches when the client had no connection for it in time. Has no stack trace: it is thrown
 * very often under overload.
 */
final class BulkheadFullException extends ConnectionPoolTimeoutException {
    private static final long serialVersionUID = 1;

    BulkheadFullException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
