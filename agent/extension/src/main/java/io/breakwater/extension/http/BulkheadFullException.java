package io.breakwater.extension.http;

import java.net.SocketTimeoutException;

/**
 * No place in the bulkhead within the allowed wait; nothing was sent. For clients without a type of their own for a
 * connection that was not to be had in time. Has no stack trace: it is thrown very often under overload.
 */
public final class BulkheadFullException extends SocketTimeoutException {
    private static final long serialVersionUID = 1;

    public BulkheadFullException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
