package io.breakwater.extension.http;

import java.net.SocketTimeoutException;

/**
 * Whoever asked for the call has stopped waiting; nothing was sent. A {@link SocketTimeoutException}, because that is what
 * an application catches where an answer does not come in time. Has no stack trace: under overload many calls are late.
 */
public final class DeadlineExceededException extends SocketTimeoutException {
    private static final long serialVersionUID = 1;

    public DeadlineExceededException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
