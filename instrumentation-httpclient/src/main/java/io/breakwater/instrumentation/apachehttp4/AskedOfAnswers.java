package io.breakwater.instrumentation.apachehttp4;

import org.apache.http.HttpResponse;
import org.apache.http.client.ServiceUnavailableRetryStrategy;
import org.apache.http.protocol.HttpContext;

/** The application's retry strategy, asked only where our policy does not decide. Thread-safety: as the strategy within. */
final class AskedOfAnswers implements ServiceUnavailableRetryStrategy {
    private final BlockingAttempt attempt;
    private final ServiceUnavailableRetryStrategy strategy;

    AskedOfAnswers(BlockingAttempt attempt, ServiceUnavailableRetryStrategy strategy) {
        this.attempt = attempt;
        this.strategy = strategy;
    }

    @Override
    public boolean retryRequest(HttpResponse answer, int count, HttpContext context) {
        return !attempt.forbidsRepetition(answer) && strategy.retryRequest(answer, count, context);
    }

    @Override
    public long getRetryInterval() {
        return strategy.getRetryInterval();
    }
}
