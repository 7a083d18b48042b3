package io.breakwater.extension.http;

import java.net.ConnectException;

/**
 * The circuit breaker is open; nothing was sent. A {@link ConnectException}, because that is what an application catches
 * for a host that is down. Has no stack trace: a destination that is down is refused very often.
 */
public final class CallNotPermittedException extends ConnectException {
    private static final long serialVersionUID = 1;

    public CallNotPermittedException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
