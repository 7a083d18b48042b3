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
        // Doubles do not overflow, and the cast to long saturates. They round large numbers, hence the limit on the
        // long.
        return Math.min((long) spread(policy, retryNumber, previousDelayNanos, randomness), policy.maxNanos());
    }

    private static double spread(
            BackoffPolicy policy, int retryNumber, long previousDelayNanos, Randomness randomness) {
        switch (policy.jitter()) {
            case NONE:
                return exponentialNanos(policy, retryNumber);
            case FULL:
                return exponentialNanos(policy, retryNumber) * randomness.nextDouble();
            case EQUAL:
                return exponentialNanos(policy, retryNumber) * (1 + randomness.nextDouble()) / 2;
            case DECORRELATED:
                double leastNanos = policy.initialNanos();
                double mostNanos = 3.0 * Math.max(previousDelayNanos, policy.initialNanos());
                return leastNanos + (mostNanos - leastNanos) * randomness.nextDouble();
        }
        throw new AssertionError(policy.jitter());
    }

    private static double exponentialNanos(BackoffPolicy policy, int retryNumber) {
        double factor = Math.min(Math.pow(policy.multiplier(), retryNumber - 1), Double.MAX_VALUE);
        return Math.min(policy.initialNanos() * factor, (double) policy.maxNanos());
    }
}
