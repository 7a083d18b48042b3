package io.breakwater.config;

import io.breakwater.engine.policy.DeadlinePolicy;

/** Turns checked settings into the engine's policy of deadlines. Thread-safety: stateless. */
final class DeadlinePolicies {
    private DeadlinePolicies() {}

    /** Of calls to destinations that are not trusted. */
    static DeadlinePolicy of(Layers layers) {
        return DeadlinePolicy.builder()
                .mode(layers.mode(DeadlineOptions.MODE).value())
                .read(layers.value(DeadlineOptions.READ))
                .write(layers.value(DeadlineOptions.WRITE))
                .baggageKey(layers.value(DeadlineOptions.BAGGAGE_KEY))
                .maxNanos(layers.value(DeadlineOptions.MAX))
                .marginNanos(layers.value(DeadlineOptions.MARGIN))
                .minAttemptNanos(layers.value(DeadlineOptions.MIN_ATTEMPT))
                .maxClockSkewNanos(layers.value(DeadlineOptions.MAX_CLOCK_SKEW))
                .trustsClocks(layers.value(DeadlineOptions.TRUST_CLOCKS))
                .acrossExecutors(layers.value(DeadlineOptions.ACROSS_EXECUTORS))
                .origin(origin(layers))
                .build();
    }

    private static String origin(Layers layers) {
        boolean isOfHost = layers.block(DeadlineOptions.OF_HOST) != null;
        return layers.origin(isOfHost ? DeadlineOptions.OF_HOST : DeadlineOptions.DEADLINE, DeadlineOptions.MODE);
    }
}
