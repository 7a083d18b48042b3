package io.breakwater.instrumentation.jdkhttp;

import java.net.http.HttpConnectTimeoutException;

/**
 * No place in the bulkhead within the allowed wait; nothing was sent. An {@link HttpConnectTimeoutException}, because
 * that is what an application catches when it waited for a connection in vain. Has no stack trace: it is thrown very
 * often under overload.
 */
final class BulkheadFullException extends HttpConnectTimeoutException {
    private static final long serialVersionUID = 1;

    BulkheadFullException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
