package io.breakwater.instrumentation.apachehttp4;

import java.io.IOException;
import org.apache.http.client.HttpRequestRetryHandler;
import org.apache.http.protocol.HttpContext;

/** The application's retry handler, asked only where our policy does not decide. Thread-safety: as the handler within. */
final class AskedBefore implements HttpRequestRetryHandler {
    private final BlockingAttempt attempt;
    private final HttpRequestRetryHandler handler;

    AskedBefore(BlockingAttempt attempt, HttpRequestRetryHandler handler) {
        this.attempt = attempt;
        this.handler = handler;
    }

    @Override
    public boolean retryRequest(IOException failure, int count, HttpContext context) {
        return !attempt.forbidsRepetition(failure) && handler.retryRequest(failure, count, context);
    }
}
