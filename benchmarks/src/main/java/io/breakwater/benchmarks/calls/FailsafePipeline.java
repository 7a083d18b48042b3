package io.breakwater.benchmarks.calls;

import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Failsafe: retry, breaker, bulkhead. Its timeout needs a thread of its own and is left out. */
@State(Scope.Benchmark)
public class FailsafePipeline {
    private final Object answer = "answer";
    private final FailsafeExecutor<Object> executor = Failsafe.with(
            RetryPolicy.builder().withMaxAttempts(3).build(),
            CircuitBreaker.builder()
                    .withFailureRateThreshold(50, 10, Duration.ofSeconds(10))
                    .build(),
            Bulkhead.of(256));

    Object call() {
        return executor.get(() -> answer);
    }
}
