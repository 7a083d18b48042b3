package io.breakwater.instrumentation.apachehttp5;

import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/**
 * No place in the bulkhead within the allowed wait; nothing was sent. A {@link ConnectionRequestTimeoutException},
 * because that is what an application catches when it waited for a connection of the pool in vain. Has no stack trace: it
 * is thrown very often under overload.
 */
final class BulkheadFullException extends ConnectionRequestTimeoutException {
    private static final long serialVersionUID = 1;

    BulkheadFullException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
