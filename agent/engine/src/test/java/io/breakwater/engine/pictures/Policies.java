package io.breakwater.engine.pictures;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;

/** What the plays are guarded with: each has one policy in force beside a retry, and nothing else. */
final class Policies {
    private static final FailureMatcher ALL = FailureMatcher.of(
            FailureClass.CONNECT_FAILURE, FailureClass.RESET, FailureClass.GATEWAY_ERROR, FailureClass.ATTEMPT_TIMEOUT);

    DeadlinePolicy deadline = DeadlinePolicy.DISABLED;
    TimeoutPolicy timeouts = TimeoutPolicy.DISABLED;
    RetryPolicy retry = RetryPolicy.DISABLED;
    BreakerPolicy breaker = BreakerPolicy.DISABLED;
    BulkheadPolicy bulkhead = BulkheadPolicy.DISABLED;

    CallPolicy all() {
        return new CallPolicy(deadline, timeouts, retry, breaker, null, bulkhead, null);
    }

    /** {@code attempt: 500ms, total: 1200ms}, and three attempts with short waits. */
    static CallPolicy timeouts() {
        Policies policies = new Policies();
        policies.timeouts = TimeoutPolicy.builder()
                .attemptNanos(500 * Play.MILLI)
                .totalNanos(1_200 * Play.MILLI)
                .build();
        policies.retry = retry(Mode.ENFORCE, 50).build();
        return policies.all();
    }

    /** {@code max-attempts: 3, backoff: {initial: 100ms}}. */
    static CallPolicy retry(Mode mode) {
        Policies policies = new Policies();
        policies.retry = retry(mode, 100).build();
        return policies.all();
    }

    /** {@code max-attempts: 3} and the built-in budget: 20 % of the calls of 10 s, and one a second. */
    static CallPolicy budget() {
        Policies policies = new Policies();
        policies.retry = retry(Mode.ENFORCE, 50).budget(BudgetPolicy.DEFAULT).build();
        return policies.all();
    }

    /** {@code consecutive-failures: 5, open-duration: 2s}. */
    static CallPolicy breaker() {
        Policies policies = new Policies();
        policies.breaker = BreakerPolicy.builder()
                .failureRatePercent(BreakerPolicy.NEVER)
                .consecutiveFailures(5)
                .openNanos(2_000 * Play.MILLI)
                .build();
        return policies.all();
    }

    /** {@code max-concurrent-calls: 2, max-wait: 220ms}. */
    static CallPolicy bulkhead() {
        Policies policies = new Policies();
        policies.bulkhead = new BulkheadPolicy(Mode.ENFORCE, 2, 220 * Play.MILLI, "breakwater.yaml:9:7");
        return policies.all();
    }

    /** Deadlines with their built-in margins, {@code attempt: 400ms}, and three attempts. */
    static CallPolicy deadline() {
        Policies policies = new Policies();
        policies.deadline = DeadlinePolicy.builder().mode(Mode.ENFORCE).build();
        policies.timeouts =
                TimeoutPolicy.builder().attemptNanos(400 * Play.MILLI).build();
        policies.retry = retry(Mode.ENFORCE, 100).build();
        return policies.all();
    }

    private static RetryPolicy.Builder retry(Mode mode, long initialMillis) {
        return RetryPolicy.builder()
                .mode(mode)
                .maxAttempts(3)
                .retryOn(ALL)
                .backoff(
                        new BackoffPolicy(initialMillis * Play.MILLI, 2, 1_000 * Play.MILLI, BackoffPolicy.Jitter.NONE))
                .budget(new BudgetPolicy(100, 10_000 * Play.MILLI, 100))
                .origin("breakwater.yaml:8:7");
    }
}
