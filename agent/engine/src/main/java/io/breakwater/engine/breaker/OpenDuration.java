package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.time.Randomness;

/**
 * How long a breaker stays open: the policy's open duration, doubled after each failed round of probes up to the maximum,
 * and spread by chance, so that not all processes probe a recovering destination in the same second.
 *
 * <p>The first opening is never shorter than the policy says and at most a fifth longer. The later ones lie within a
 * fifth of their nominal length on both sides.
 */
final class OpenDuration {
    private static final double SPREAD = 0.2;

    private OpenDuration() {}

    /** @param failedRounds rounds of probes that failed since the breaker was last closed */
    static long nanos(BreakerPolicy policy, int failedRounds, Randomness randomness) {
        double factor = failedRounds == 0
                ? 1 + SPREAD * randomness.nextDouble()
                : 1 - SPREAD + 2 * SPREAD * randomness.nextDouble();
        return (long) (nominalNanos(policy, failedRounds) * factor);
    }

    private static long nominalNanos(BreakerPolicy policy, int failedRounds) {
        int doublings = Math.min(failedRounds, Long.SIZE - 2);
        return policy.openNanos() > policy.maxOpenNanos() >> doublings
                ? policy.maxOpenNanos()
                : policy.openNanos() << doublings;
    }
}
