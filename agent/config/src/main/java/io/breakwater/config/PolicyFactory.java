package io.breakwater.config;

import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns checked settings into the engine's policies. Thread-safety: stateless. */
final class PolicyFactory {
    private PolicyFactory() {}

    /** @param route the name of the last layer if that is a route, else null */
    static CallPolicy policy(Layers layers, @Nullable String route) {
        return new CallPolicy(
                timeouts(layers),
                retry(layers),
                breaker(layers),
                layers.last().origin(ConfigOptions.BREAKER) == null ? null : route,
                bulkhead(layers),
                layers.last().origin(ConfigOptions.BULKHEAD) == null ? null : route);
    }

    private static TimeoutPolicy timeouts(Layers layers) {
        return TimeoutPolicy.builder()
                .mode(layers.mode(ConfigOptions.TIMEOUTS_MODE).value())
                .apply(layers.value(ConfigOptions.APPLY))
                .connectNanos(layers.value(ConfigOptions.CONNECT))
                .responseNanos(layers.value(ConfigOptions.RESPONSE))
                .attemptNanos(layers.value(ConfigOptions.ATTEMPT))
                .totalNanos(layers.value(ConfigOptions.TOTAL))
                .idleNanos(layers.value(ConfigOptions.IDLE))
                .origin(layers.origin(ConfigOptions.TIMEOUTS))
                .build();
    }

    private static RetryPolicy retry(Layers layers) {
        return RetryPolicy.builder()
                .mode(layers.mode(ConfigOptions.RETRY_MODE).value())
                .maxAttempts(layers.value(ConfigOptions.MAX_ATTEMPTS))
                .retryOn(layers.value(ConfigOptions.RETRY_ON).matcher())
                .methods(new HashSet<>(methods(layers)))
                .backoff(new BackoffPolicy(
                        layers.value(ConfigOptions.BACKOFF_INITIAL),
                        layers.value(ConfigOptions.BACKOFF_MULTIPLIER),
                        layers.value(ConfigOptions.BACKOFF_MAX),
                        layers.value(ConfigOptions.BACKOFF_JITTER)))
                .honorRetryAfter(layers.value(ConfigOptions.RETRY_AFTER_HONOR))
                .maxRetryAfterNanos(layers.value(ConfigOptions.RETRY_AFTER_MAX))
                .budget(new BudgetPolicy(
                        layers.value(ConfigOptions.BUDGET_PERCENT),
                        layers.value(ConfigOptions.BUDGET_WINDOW),
                        layers.value(ConfigOptions.BUDGET_MIN_PER_SECOND)))
                .maxReplayBodyBytes(layers.value(ConfigOptions.MAX_REPLAY_BODY))
                .urlConnection(layers.value(ConfigOptions.URL_CONNECTION))
                .origin(layers.origin(ConfigOptions.RETRY))
                .build();
    }

    /**
     * The methods that may be repeated. Where a key is asked for, the user means a repetition with a key; as this
     * version writes none, what needs one is left out.
     */
    static List<String> methods(Layers layers) {
        List<String> methods = new ArrayList<>(layers.value(ConfigOptions.METHODS));
        if (layers.block(ConfigOptions.IDEMPOTENCY_KEY) != null) {
            methods.retainAll(RetryPolicy.IDEMPOTENT_METHODS);
        }
        return methods;
    }

    private static BreakerPolicy breaker(Layers layers) {
        BreakerPolicy.Builder builder = BreakerPolicy.builder()
                .mode(layers.mode(ConfigOptions.BREAKER_MODE).value())
                .failureRatePercent(layers.value(ConfigOptions.FAILURE_RATE))
                .slowCallRatePercent(layers.value(ConfigOptions.SLOW_RATE))
                .slowCallNanos(layers.value(ConfigOptions.SLOW_DURATION))
                .minimumCalls(layers.value(ConfigOptions.MINIMUM_CALLS))
                .consecutiveFailures(layers.value(ConfigOptions.CONSECUTIVE_FAILURES))
                .openNanos(layers.value(ConfigOptions.OPEN_DURATION))
                .maxOpenNanos(layers.value(ConfigOptions.MAX_OPEN_DURATION))
                .halfOpenProbes(layers.value(ConfigOptions.PROBES))
                .failOn(layers.value(ConfigOptions.FAIL_ON).matcher())
                .origin(layers.origin(ConfigOptions.BREAKER));
        Window window = layers.value(ConfigOptions.SLIDING_WINDOW);
        return (window.calls() > 0 ? builder.windowCalls(window.calls()) : builder.windowNanos(window.nanos())).build();
    }

    private static BulkheadPolicy bulkhead(Layers layers) {
        return new BulkheadPolicy(
                layers.mode(ConfigOptions.BULKHEAD_MODE).value(),
                layers.value(ConfigOptions.MAX_CONCURRENT),
                layers.value(ConfigOptions.MAX_WAIT),
                layers.origin(ConfigOptions.BULKHEAD));
    }
}
