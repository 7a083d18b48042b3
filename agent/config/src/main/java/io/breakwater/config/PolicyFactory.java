package io.breakwater.config;

import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns checked settings into the engine's policies of HTTP calls. Thread-safety: stateless. */
final class PolicyFactory {
    private PolicyFactory() {}

    /** @param route the name of the last layer if that is a route, else null */
    static CallPolicy policy(Layers layers, @Nullable String route) {
        return new CallPolicy(
                DeadlinePolicies.of(layers),
                timeouts(layers),
                retry(layers),
                HttpOptions.BREAKER.policy(layers),
                layers.last().origin(HttpOptions.BREAKER.block) == null ? null : route,
                HttpOptions.BULKHEAD.policy(layers),
                layers.last().origin(HttpOptions.BULKHEAD.block) == null ? null : route);
    }

    private static TimeoutPolicy timeouts(Layers layers) {
        return TimeoutPolicy.builder()
                .mode(layers.mode(HttpOptions.TIMEOUTS_MODE).value())
                .apply(layers.value(HttpOptions.APPLY))
                .connectNanos(layers.value(HttpOptions.CONNECT))
                .responseNanos(layers.value(HttpOptions.RESPONSE))
                .attemptNanos(layers.value(HttpOptions.ATTEMPT))
                .totalNanos(layers.value(HttpOptions.TOTAL))
                .idleNanos(layers.value(HttpOptions.IDLE))
                .origin(layers.origin(HttpOptions.TIMEOUTS, HttpOptions.TIMEOUTS_MODE))
                .build();
    }

    private static RetryPolicy retry(Layers layers) {
        return RetryPolicy.builder()
                .mode(layers.mode(HttpOptions.RETRY_MODE).value())
                .maxAttempts(layers.value(HttpOptions.MAX_ATTEMPTS))
                .retryOn(layers.value(HttpOptions.RETRY_ON).matcher())
                .methods(new HashSet<>(methods(layers)))
                .keyName(KeyOptions.header(layers))
                .backoff(HttpOptions.BACKOFF.policy(layers))
                .honorRetryAfter(layers.value(HttpOptions.RETRY_AFTER_HONOR))
                .maxRetryAfterNanos(layers.value(HttpOptions.RETRY_AFTER_MAX))
                .budget(HttpOptions.BUDGET.policy(layers))
                .maxReplayBodyBytes(layers.value(HttpOptions.MAX_REPLAY_BODY))
                .urlConnection(layers.value(HttpOptions.URL_CONNECTION))
                .origin(layers.origin(HttpOptions.RETRY, HttpOptions.RETRY_MODE))
                .build();
    }

    /**
     * The methods that may be repeated. Where a key is asked for, the user means a repetition with a key; if the server
     * does not accept one, what needs it is left out.
     */
    static List<String> methods(Layers layers) {
        List<String> methods = new ArrayList<>(layers.value(HttpOptions.METHODS));
        if (KeyOptions.isAskedFor(layers) && !KeyOptions.isAccepted(layers)) {
            methods.retainAll(RetryPolicy.IDEMPOTENT_METHODS);
        }
        return methods;
    }
}
