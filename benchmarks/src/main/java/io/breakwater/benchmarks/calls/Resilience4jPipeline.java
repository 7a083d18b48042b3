package io.breakwater.benchmarks.calls;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Resilience4j, decorated once and called often, in the order of its documentation. */
@State(Scope.Benchmark)
public class Resilience4jPipeline {
    private final Object answer = "answer";
    private final Supplier<Object> guarded = decorate(() -> answer);

    private static Supplier<Object> decorate(Supplier<Object> call) {
        CircuitBreaker breaker = CircuitBreaker.of(
                "benchmark",
                CircuitBreakerConfig.custom()
                        .slidingWindow(10, 10, SlidingWindowType.TIME_BASED)
                        .build());
        Bulkhead bulkhead = Bulkhead.of(
                "benchmark",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(256)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
        Retry retry = Retry.of("benchmark", RetryConfig.custom().maxAttempts(3).build());
        return Retry.decorateSupplier(
                retry, CircuitBreaker.decorateSupplier(breaker, Bulkhead.decorateSupplier(bulkhead, call)));
    }

    Object call() {
        return guarded.get();
    }
}
