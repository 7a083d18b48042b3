package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerPolicy;
import org.jspecify.annotations.Nullable;

/** The three rules that open a closed breaker. Any of them suffices. */
final class OpeningRules {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private OpeningRules() {}

    /** For people, or null if the breaker stays closed. */
    static @Nullable String reasonToOpen(BreakerPolicy policy, CallTally tally, int consecutiveFailures) {
        if (consecutiveFailures >= policy.consecutiveFailures()) {
            return consecutiveFailures + " consecutive failures";
        }
        if (tally.calls < minimumCalls(policy)) {
            return null;
        }
        if (reaches(tally.failures, tally.calls, policy.failureRatePercent())) {
            return share(tally.failures, tally.calls, "failed", policy.failureRatePercent());
        }
        if (reaches(tally.slowCalls, tally.calls, policy.slowCallRatePercent())) {
            String slow = "took " + policy.slowCallNanos() / NANOS_PER_MILLI + " ms or longer";
            return share(tally.slowCalls, tally.calls, slow, policy.slowCallRatePercent());
        }
        return null;
    }

    /** A window of five calls can never hold the ten that a rate may ask for; then five are enough. */
    private static long minimumCalls(BreakerPolicy policy) {
        return policy.windowCalls() > 0 ? Math.min(policy.minimumCalls(), policy.windowCalls()) : policy.minimumCalls();
    }

    private static boolean reaches(long part, long calls, double thresholdPercent) {
        return part > 0 && part * 100.0 >= thresholdPercent * calls;
    }

    private static String share(long part, long calls, String what, double thresholdPercent) {
        String threshold = String.valueOf(thresholdPercent).replaceFirst("\\.0$", "");
        return part + " of " + calls + " calls " + what + " (>= " + threshold + "%)";
    }
}
