package io.breakwater.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.simulation.Backend.Health;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the policies are for, all together: 350 calls a second, each attempt cut off after 500 ms, three attempts, against
 * a backend that is bad for ten seconds.
 *
 * <ol>
 *   <li>While the backend is down it is left in peace: at most 6 attempts per 100 calls.
 *   <li>Callers do not pile up: at most 10 of them wait at a time, on average.
 *   <li>The backend's return is noticed within the open duration, a fifth of it, and one probe.
 *   <li>What is not down is not cut off, and a retry helps where it can.
 *   <li>Even without a breaker the budget bounds the load.
 * </ol>
 */
class OutageSimulationTest {
    private static final double OPEN_SECONDS = 1.5;
    private static final double QUICK_PROBE_SECONDS = 0.05;

    /** A probe that was sent just before the backend came back is cut off like any attempt. */
    private static final double SILENT_PROBE_SECONDS = 0.55;

    private static final FailureMatcher GATEWAY_AND_TIMEOUT =
            FailureMatcher.of(FailureClass.GATEWAY_ERROR, FailureClass.ATTEMPT_TIMEOUT);

    /**
     * Attempts per call that the budget allows: its share, its floor, the burst that the floor saved up, and a little for
     * a window that forgets in tenths.
     */
    private static final double WITHIN_BUDGET =
            1 + 0.20 + 1 / Traffic.CALLS_PER_SECOND + 10 / (Traffic.CALLS_PER_SECOND * 10) + 0.005;

    private static CallPolicy policy(BreakerPolicy breaker) {
        RetryPolicy retry = RetryPolicy.builder()
                .maxAttempts(3)
                .retryOn(GATEWAY_AND_TIMEOUT)
                .backoff(BackoffPolicy.DEFAULT)
                .budget(BudgetPolicy.DEFAULT)
                .build();
        TimeoutPolicy timeouts =
                TimeoutPolicy.builder().attemptNanos(500_000_000).build();
        return new CallPolicy(timeouts, retry, breaker, null, BulkheadPolicy.DISABLED, null);
    }

    private static CallPolicy withBreaker() {
        long openNanos = (long) (OPEN_SECONDS * 1e9);
        return policy(BreakerPolicy.builder()
                .failOn(GATEWAY_AND_TIMEOUT)
                .consecutiveFailures(10)
                .openNanos(openNanos)
                .maxOpenNanos(openNanos)
                .build());
    }

    private static CallPolicy withoutBreaker() {
        return policy(BreakerPolicy.builder().mode(Mode.DISABLED).build());
    }

    private static void assertQuietAndQuick(TrafficReport report, double probeSeconds) {
        assertThat(report.attemptsPerCallWhileBad()).as("attempts, %s", report).isLessThanOrEqualTo(0.06);
        assertThat(report.busyCallersWhileBad()).as("busy callers, %s", report).isLessThanOrEqualTo(10);
        assertThat(report.secondsToFirstSuccess())
                .as("first success, %s", report)
                .isLessThanOrEqualTo(1.2 * OPEN_SECONDS + probeSeconds);
        assertThat(report.secondsToRecover()).as("recovery, %s", report).isLessThanOrEqualTo(2 + OPEN_SECONDS);
        assertThat(report.successShare(0, Traffic.BAD_FROM_SECONDS - 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void outage_of_errors(long seed) {
        assertQuietAndQuick(Traffic.run(withBreaker(), Health.ERRORS, seed), QUICK_PROBE_SECONDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void outage_of_silence(long seed) {
        assertQuietAndQuick(Traffic.run(withBreaker(), Health.SILENCE, seed), SILENT_PROBE_SECONDS);
    }

    /** The floor of the budget included. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void outage_of_errors_without_a_breaker(long seed) {
        TrafficReport report = Traffic.run(withoutBreaker(), Health.ERRORS, seed);

        assertThat(report.attemptsPerCallWhileBad()).as("%s", report).isBetween(1.15, WITHIN_BUDGET);
        assertThat(report.secondsToRecover()).as("%s", report).isLessThanOrEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void outage_of_silence_without_a_breaker(long seed) {
        TrafficReport report = Traffic.run(withoutBreaker(), Health.SILENCE, seed);

        assertThat(report.attemptsPerCallWhileBad()).as("%s", report).isBetween(1.1, WITHIN_BUDGET);
        assertThat(report.secondsToRecover()).as("%s", report).isLessThanOrEqualTo(2);
    }

    /** One answer of five is an error: the breaker stays closed, and a retry mends nearly all of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void brownout(long seed) {
        TrafficReport report = Traffic.run(withBreaker(), Health.BROWNOUT, seed);

        assertThat(report.successShareWhileBad()).as("%s", report).isGreaterThanOrEqualTo(0.95);
        assertThat(report.attemptsPerCallWhileBad()).as("%s", report).isBetween(1.15, 1.26);
        assertThat(report.secondsToRecover()).as("%s", report).isLessThanOrEqualTo(0.5);
    }

    /** A third of the capacity that the callers need: the queue of abandoned requests must not outlive the trouble. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void slow_down(long seed) {
        TrafficReport report = Traffic.run(withBreaker(), Health.SLOW, seed);

        assertThat(report.attemptsPerCallWhileBad()).as("%s", report).isLessThanOrEqualTo(1);
        assertThat(report.secondsToRecover()).as("%s", report).isLessThanOrEqualTo(2 + 2 * OPEN_SECONDS);
    }

    /** The same without a breaker, to see that the simulation can tell: retries keep the queue full for ever. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3})
    void slow_down_without_a_breaker_never_ends(long seed) {
        TrafficReport report = Traffic.run(withoutBreaker(), Health.SLOW, seed);

        assertThat(report.secondsToRecover()).as("%s", report).isInfinite();
    }
}
