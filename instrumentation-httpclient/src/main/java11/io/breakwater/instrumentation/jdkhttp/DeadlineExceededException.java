package io.breakwater.instrumentation.jdkhttp;

import java.net.http.HttpTimeoutException;

/**
 * Whoever asked for the call has stopped waiting; nothing was sent. An {@link HttpTimeoutException}, because that is what
 * an application catches where an answer does not come in time. Has no stack trace: under overload many calls are late.
 */
final class DeadlineExceededException extends HttpTimeoutException {
    private static final long serialVersionUID = 1;

    DeadlineExceededException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
