package io.breakwater.engine.breaker;

import io.breakwater.engine.policy.BreakerPolicy;

/** The calls that a breaker judges by. Thread-safety: implementations are thread-safe and lock-free. */
interface CallWindow {

    /** An empty window of the policy's kind and length. */
    static CallWindow of(BreakerPolicy policy) {
        return policy.windowCalls() > 0 ? new CountWindow(policy.windowCalls()) : new TimeWindow(policy.windowNanos());
    }

    void record(long nowNanos, boolean isFailure, boolean isSlow);

    CallTally tally(long nowNanos);

    /** Whether the policy asks for a window of this kind and length. */
    boolean fits(BreakerPolicy policy);
}
