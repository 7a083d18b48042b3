package io.breakwater.engine.retry;

import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.time.Randomness;

/**
 * How long to wait before a retry. Never longer than the policy's maximum, and never negative, however often it was
 * retried.
 *
 * <p>Source: AWS, "Exponential Backoff And Jitter" (2015).
 */
public final class Backoff {
    private Backoff() {}

    /**
     * @param retryNumber counts from 1: the wait before the second attempt is that of retry 1
     * @param previousDelayNanos the wait before the previous retry; 0 before the first
     */
    public static long delayNanos(
            BackoffPolicy policy, int retryNumber, long previousDelayNanos, Randomness randomness) {
        // Doubles do not overflow, and the cast to long saturates; without an initial delay, 0 x infinity is cast to 0.
        double exponential = Math.min(
                policy.initialNanos() * Math.pow(policy.multiplier(), retryNumber - 1), (double) policy.maxNanos());
        switch (policy.jitter()) {
            case NONE:
                return (long) exponential;
            case FULL:
                return (long) (exponential * randomness.nextDouble());
            case EQUAL:
                return (long) (exponential * (1 + randomness.nextDouble()) / 2);
            case DECORRELATED:
                return decorrelatedNanos(policy, previousDelayNanos, randomness);
        }
        throw new AssertionError(policy.jitter());
    }

    private static long decorrelatedNanos(BackoffPolicy policy, long previousDelayNanos, Randomness randomness) {
        double least = policy.initialNanos();
        double most = 3.0 * Math.max(previousDelayNanos, policy.initialNanos());
        return (long) Math.min(least + (most - least) * randomness.nextDouble(), (double) policy.maxNanos());
    }
}
