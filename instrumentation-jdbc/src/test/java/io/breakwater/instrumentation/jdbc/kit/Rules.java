package io.breakwater.instrumentation.jdbc.kit;

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
import java.time.Duration;
import java.util.Set;

/** What a test wants of the agent, in the words of JDBC. All is disabled until it is named. Not thread-safe. */
public final class Rules {
    /** What a deadline leaves less, for the way back. */
    public static final Duration MARGIN = Duration.ofMillis(20);

    private static final BudgetPolicy PLENTY = new BudgetPolicy(1000, 10_000_000_000L, 100_000);

    private Mode mode = Mode.ENFORCE;
    private final TimeoutPolicy.Builder timeouts = TimeoutPolicy.builder();
    private boolean limits;
    private Duration query;
    private Duration login;
    private int connectAttempts;
    private int readAttempts;
    private Duration backoff = Duration.ofMillis(1);
    private int failures;
    private Duration open = Duration.ofMinutes(1);
    private DeadlinePolicy deadline = DeadlinePolicy.DISABLED;
    private int places;
    private Duration maxWait = Duration.ZERO;

    public static Rules none() {
        return new Rules();
    }

    /** Of everything so much that nothing happens. */
    public static Rules watching() {
        return none().breakerAfter(1_000).bulkhead(1_000, Duration.ZERO);
    }

    public Rules observe() {
        mode = Mode.OBSERVE;
        return this;
    }

    public Rules query(Duration limit) {
        limits = true;
        query = limit;
        return this;
    }

    public Rules grace(Duration more) {
        timeouts.graceNanos(more.toNanos());
        return this;
    }

    public Rules cap() {
        timeouts.apply(TimeoutPolicy.Apply.CAP);
        return this;
    }

    public Rules connect(Duration limit) {
        limits = true;
        timeouts.connectNanos(limit.toNanos());
        return this;
    }

    public Rules login(Duration limit) {
        limits = true;
        login = limit;
        return this;
    }

    public Rules connectAttempts(int max) {
        connectAttempts = max;
        return this;
    }

    /** Pure reads that the database rolled back are executed again. */
    public Rules readAttempts(int max) {
        readAttempts = max;
        return this;
    }

    public Rules backoff(Duration wait) {
        backoff = wait;
        return this;
    }

    public Rules breakerAfter(int consecutiveFailures) {
        failures = consecutiveFailures;
        return this;
    }

    public Rules openFor(Duration duration) {
        open = duration;
        return this;
    }

    /** The deadline of whoever asked for a call holds; {@link #observe()} comes before. */
    public Rules deadlines() {
        deadline = DeadlinePolicy.builder()
                .mode(mode)
                .marginNanos(MARGIN.toNanos())
                .build();
        return this;
    }

    public Rules bulkhead(int maxConcurrentCalls, Duration wait) {
        places = maxConcurrentCalls;
        maxWait = wait;
        return this;
    }

    CallPolicy connectPolicy() {
        RetryPolicy retry = connectAttempts == 0
                ? RetryPolicy.DISABLED
                : retry(connectAttempts, "CONNECT")
                        .retryOn(FailureMatcher.of(FailureClass.CONNECT_FAILURE, FailureClass.SERVER_SHUTDOWN))
                        .build();
        return new CallPolicy(deadline, timeouts(login), retry, breaker(), null, BulkheadPolicy.DISABLED, null);
    }

    CallPolicy executePolicy() {
        RetryPolicy retry = readAttempts == 0
                ? RetryPolicy.DISABLED
                : retry(readAttempts, "SELECT")
                        .retryOn(FailureMatcher.of(FailureClass.SERIALIZATION_FAILURE))
                        .build();
        BulkheadPolicy bulkhead =
                places == 0 ? BulkheadPolicy.DISABLED : new BulkheadPolicy(mode, places, maxWait.toNanos(), "test");
        return new CallPolicy(deadline, timeouts(query), retry, breaker(), null, bulkhead, null);
    }

    private TimeoutPolicy timeouts(Duration attempt) {
        if (!limits) {
            return TimeoutPolicy.DISABLED;
        }
        return timeouts.mode(mode)
                .attemptNanos(attempt == null ? TimeoutPolicy.NONE : attempt.toNanos())
                .build();
    }

    private RetryPolicy.Builder retry(int attempts, String method) {
        return RetryPolicy.builder()
                .mode(mode)
                .maxAttempts(attempts)
                .methods(Set.of(method))
                .budget(PLENTY)
                .backoff(new BackoffPolicy(backoff.toNanos(), 1, backoff.toNanos(), BackoffPolicy.Jitter.NONE));
    }

    private BreakerPolicy breaker() {
        if (failures == 0) {
            return BreakerPolicy.DISABLED;
        }
        return BreakerPolicy.builder()
                .mode(mode)
                .consecutiveFailures(failures)
                .failureRatePercent(BreakerPolicy.NEVER)
                .openNanos(open.toNanos())
                .failOn(FailureMatcher.of(
                        FailureClass.CONNECTION_LOST, FailureClass.CONNECT_FAILURE, FailureClass.SERVER_SHUTDOWN))
                .build();
    }
}
