package io.breakwater.benchmarks.outage;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Resilience4j in its usual stacking: retry around circuit breaker around bulkhead. What the open breaker throws is an
 * exception like any other, so the retry waits and asks again. The breaker judges by its default window, the last hundred
 * calls; open time, probes and bulkhead are those of {@code outage.yaml}. Thread-safety: thread-safe.
 */
final class Resilience4jStrategy implements Strategy {
    private static final int PLACES = 50;

    private final Callable<Boolean> guarded;

    Resilience4jStrategy(Strategy attempt) {
        Callable<Boolean> call = () -> {
            if (!attempt.call()) {
                throw new IOException("the backend answered with an error");
            }
            return true;
        };
        CircuitBreaker breaker = CircuitBreaker.of(
                "backend",
                CircuitBreakerConfig.custom()
                        .waitDurationInOpenState(Duration.ofMillis(500))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        Bulkhead bulkhead = Bulkhead.of(
                "backend",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(PLACES)
                        .maxWaitDuration(Duration.ofMillis(100))
                        .build());
        Retry retry = Retry.of(
                "backend",
                RetryConfig.custom()
                        .maxAttempts(4)
                        .intervalFunction(IntervalFunction.ofExponentialBackoff(Duration.ofMillis(100), 2))
                        .build());
        this.guarded = Retry.decorateCallable(
                retry, CircuitBreaker.decorateCallable(breaker, Bulkhead.decorateCallable(bulkhead, call)));
    }

    @Override
    public boolean call() throws Exception {
        return guarded.call();
    }
}
