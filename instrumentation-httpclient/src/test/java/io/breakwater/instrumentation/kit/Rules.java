package io.breakwater.instrumentation.kit;

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
import java.util.List;
import java.util.Set;

/** What a test wants of the agent, in its own words. All is disabled until it is named. Not thread-safe. */
public final class Rules {
    /** What a deadline leaves less, for the way back. */
    public static final Duration MARGIN = Duration.ofMillis(20);

    private static final FailureMatcher EVERY_FAILURE = FailureMatcher.of(
            FailureClass.CONNECT_FAILURE,
            FailureClass.REFUSED_STREAM,
            FailureClass.RESET,
            FailureClass.GATEWAY_ERROR,
            FailureClass.ATTEMPT_TIMEOUT,
            FailureClass.TOO_MANY_REQUESTS);
    private static final BudgetPolicy PLENTY = new BudgetPolicy(1000, 10_000_000_000L, 100_000);

    private Mode mode = Mode.ENFORCE;
    private final RetryPolicy.Builder retry = RetryPolicy.builder()
            .mode(Mode.DISABLED)
            .retryOn(EVERY_FAILURE)
            .budget(PLENTY)
            .urlConnection(true)
            .backoff(fixed(Duration.ofMillis(1)));
    private boolean retries;
    private final TimeoutPolicy.Builder timeouts = TimeoutPolicy.builder().mode(Mode.DISABLED);
    private boolean limits;
    private BreakerPolicy.Builder breaker;
    private DeadlinePolicy.Builder deadline;
    private int places;
    private Duration maxWait = Duration.ZERO;

    public static Rules none() {
        return new Rules();
    }

    public static Rules attempts(int max) {
        return none().maxAttempts(max);
    }

    public Rules maxAttempts(int max) {
        retries = true;
        retry.maxAttempts(max);
        return this;
    }

    public Rules observe() {
        mode = Mode.OBSERVE;
        return this;
    }

    /** As the configuration has it where it says nothing of {@code HttpURLConnection}. */
    public Rules urlConnection(boolean retried) {
        retry.urlConnection(retried);
        return this;
    }

    public Rules backoff(Duration wait) {
        retry.backoff(fixed(wait));
        return this;
    }

    private static BackoffPolicy fixed(Duration wait) {
        return new BackoffPolicy(wait.toNanos(), 1, wait.toNanos(), BackoffPolicy.Jitter.NONE);
    }

    public Rules methods(String... methods) {
        retry.methods(Set.of(methods));
        return this;
    }

    /** A POST is repeated if it carries a key under this name. */
    public Rules key(String name) {
        retry.keyName(name);
        return methods("POST");
    }

    public Rules retryOn(FailureClass first, FailureClass... others) {
        retry.retryOn(FailureMatcher.of(first, others));
        return this;
    }

    public Rules maxReplayBody(long bytes) {
        retry.maxReplayBodyBytes(bytes);
        return this;
    }

    public Rules budget(BudgetPolicy budget) {
        retry.budget(budget);
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

    public Rules response(Duration limit) {
        limits = true;
        timeouts.responseNanos(limit.toNanos());
        return this;
    }

    public Rules attempt(Duration limit) {
        limits = true;
        timeouts.attemptNanos(limit.toNanos());
        return this;
    }

    public Rules total(Duration limit) {
        limits = true;
        timeouts.totalNanos(limit.toNanos());
        return this;
    }

    public Rules idle(Duration limit) {
        limits = true;
        timeouts.idleNanos(limit.toNanos());
        return this;
    }

    /** Opens after this many failures in a row, for a minute. */
    public Rules breakerAfter(int failures) {
        breaker = BreakerPolicy.builder()
                .consecutiveFailures(failures)
                .failureRatePercent(BreakerPolicy.NEVER)
                .openNanos(Duration.ofMinutes(1).toNanos());
        return this;
    }

    /** Opens when this many attempts have been counted, whatever came of them, for a minute. */
    public Rules breakerAtSample(int samples) {
        breaker = BreakerPolicy.builder()
                .failureRatePercent(BreakerPolicy.NEVER)
                .slowCallRatePercent(100)
                .slowCallNanos(1)
                .minimumCalls(samples)
                .windowCalls(samples)
                .openNanos(Duration.ofMinutes(1).toNanos());
        return this;
    }

    public Rules breakerOpenFor(Duration open) {
        breaker.openNanos(open.toNanos());
        return this;
    }

    /** Deadlines hold, and nobody is told of them. */
    public Rules deadlines() {
        deadline = DeadlinePolicy.builder().marginNanos(MARGIN.toNanos());
        return this;
    }

    /** Deadlines hold, and the servers are told. */
    public Rules deadlinesAreTold() {
        deadlines();
        deadline.trusted(true);
        return this;
    }

    /** Deadlines go out in these headers alone. */
    public Rules toldIn(String... headers) {
        deadlinesAreTold();
        deadline.write(List.of(headers));
        return this;
    }

    public Rules bulkhead(int maxConcurrentCalls, Duration wait) {
        places = maxConcurrentCalls;
        maxWait = wait;
        return this;
    }

    /** A bulkhead wide enough for everything, so that a place that is not given back shows. */
    public Rules roomy() {
        return places == 0 ? bulkhead(100, Duration.ZERO) : this;
    }

    public CallPolicy policy() {
        return new CallPolicy(
                deadline == null ? DeadlinePolicy.DISABLED : deadline.mode(mode).build(),
                limits ? timeouts.mode(mode).build() : TimeoutPolicy.DISABLED,
                retries ? retry.mode(mode).build() : RetryPolicy.DISABLED,
                breaker == null ? BreakerPolicy.DISABLED : breaker.mode(mode).build(),
                null,
                places == 0 ? BulkheadPolicy.DISABLED : new BulkheadPolicy(mode, places, maxWait.toNanos(), "test"),
                null);
    }
}
