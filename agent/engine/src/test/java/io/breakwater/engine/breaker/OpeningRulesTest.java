package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.BreakerFixture.SECOND_NANOS;
import static io.breakwater.engine.breaker.CircuitState.CLOSED;
import static io.breakwater.engine.breaker.CircuitState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OpeningRulesTest {

    @Test
    void opens_when_the_failure_rate_reaches_the_threshold() {
        BreakerFixture fixture = new BreakerFixture(BreakerPolicy.builder().failureRatePercent(50));
        fixture.succeed(6);
        fixture.fail(5);
        assertThat(fixture.state()).isEqualTo(CLOSED);

        fixture.fail(1);

        assertThat(fixture.transitions).containsExactly("CLOSED to OPEN: 6 of 12 calls failed (>= 50%)");
    }

    @Test
    void names_a_threshold_with_a_fraction_as_it_is() {
        BreakerFixture fixture = new BreakerFixture(
                BreakerPolicy.builder().failureRatePercent(12.5).minimumCalls(1));

        fixture.fail(1);

        assertThat(fixture.transitions).containsExactly("CLOSED to OPEN: 1 of 1 calls failed (>= 12.5%)");
    }

    @Test
    void does_not_open_before_there_are_enough_calls() {
        BreakerFixture fixture = new BreakerFixture(BreakerPolicy.builder().minimumCalls(10));

        fixture.fail(9);

        assertThat(fixture.state()).isEqualTo(CLOSED);
        fixture.fail(1);
        assertThat(fixture.state()).isEqualTo(OPEN);
    }

    @Test
    void a_success_never_opens() {
        BreakerFixture fixture = new BreakerFixture(BreakerPolicy.builder().minimumCalls(10));
        fixture.fail(9);

        fixture.succeed(1);

        assertThat(fixture.state()).isEqualTo(CLOSED);
    }

    @Test
    void opens_when_calls_are_slow_even_though_they_succeed() {
        BreakerFixture fixture = new BreakerFixture(
                BreakerPolicy.builder().slowCallRatePercent(60).slowCallNanos(2 * SECOND_NANOS));
        fixture.succeed(4);

        for (int call = 0; call < 6; call++) {
            fixture.acquire().onSuccess(fixture.now(), 2 * SECOND_NANOS);
        }

        assertThat(fixture.transitions)
                .containsExactly("CLOSED to OPEN: 6 of 10 calls took 2000 ms or longer (>= 60%)");
    }

    @Test
    void a_slow_failure_counts_as_slow_too() {
        BreakerFixture fixture = new BreakerFixture(BreakerPolicy.builder()
                .failureRatePercent(BreakerPolicy.NEVER)
                .slowCallRatePercent(100)
                .slowCallNanos(SECOND_NANOS));

        for (int call = 0; call < 10; call++) {
            fixture.acquire().onFailure(fixture.now(), SECOND_NANOS);
        }

        assertThat(fixture.state()).isEqualTo(OPEN);
    }

    @Test
    void a_success_ends_a_row_of_failures() {
        BreakerFixture fixture = new BreakerFixture(BreakerFixture.twoFailures().consecutiveFailures(3));
        fixture.fail(2);
        fixture.succeed(1);
        fixture.fail(2);
        assertThat(fixture.state()).isEqualTo(CLOSED);

        fixture.fail(1);

        assertThat(fixture.state()).isEqualTo(OPEN);
    }

    /** Trap 42: a rate needs more calls than a quiet destination has; the consecutive rule does not. */
    @Test
    void an_outage_at_one_call_per_second_opens_by_the_consecutive_rule_only() {
        BreakerPolicy.Builder rateAlone = BreakerPolicy.builder().minimumCalls(20);
        BreakerPolicy.Builder withConsecutive =
                BreakerPolicy.builder().minimumCalls(20).consecutiveFailures(10);

        assertThat(secondsUntilOpen(rateAlone, 1, 60)).isEqualTo(-1);
        assertThat(secondsUntilOpen(withConsecutive, 1, 60)).isBetween(9.0, 10.0);
    }

    /** Acceptance figure A5: detection of a hard outage after 20 good seconds. */
    @Test
    void detects_a_hard_outage_in_time() {
        BreakerPolicy.Builder rate = BreakerPolicy.builder();
        BreakerPolicy.Builder consecutive = BreakerPolicy.builder().consecutiveFailures(10);

        assertThat(secondsUntilOpen(rate, 50, 60)).isBetween(4.0, 5.0);
        assertThat(secondsUntilOpen(rate, 5, 60)).isBetween(4.0, 5.0);
        assertThat(secondsUntilOpen(consecutive, 50, 60)).isBetween(0.0, 10 / 50.0);
        assertThat(secondsUntilOpen(consecutive, 5, 60)).isBetween(0.0, 10 / 5.0);
    }

    @Test
    void a_window_of_calls_judges_the_last_calls_alone() {
        BreakerFixture fixture = new BreakerFixture(
                BreakerPolicy.builder().windowCalls(10).minimumCalls(10).failureRatePercent(50));
        fixture.fail(4);
        fixture.succeed(10);
        fixture.fail(4);
        assertThat(fixture.state()).as("four of the last ten").isEqualTo(CLOSED);

        fixture.fail(1);

        assertThat(fixture.transitions).containsExactly("CLOSED to OPEN: 5 of 10 calls failed (>= 50%)");
    }

    @Test
    void a_window_of_fewer_calls_than_the_minimum_opens_when_it_is_full() {
        BreakerFixture fixture =
                new BreakerFixture(BreakerPolicy.builder().windowCalls(5).minimumCalls(10));

        fixture.fail(5);

        assertThat(fixture.state()).isEqualTo(OPEN);
    }

    @Test
    void failures_that_left_the_window_of_time_do_not_count() {
        BreakerFixture fixture = new BreakerFixture(BreakerPolicy.builder().minimumCalls(10));
        fixture.fail(9);
        fixture.advanceSeconds(10);

        fixture.fail(9);

        assertThat(fixture.state()).isEqualTo(CLOSED);
    }

    private static double secondsUntilOpen(BreakerPolicy.Builder policy, int callsPerSecond, int outageSeconds) {
        BreakerFixture fixture = new BreakerFixture(policy);
        Duration gap = Duration.ofNanos(SECOND_NANOS / callsPerSecond);
        for (int call = 0; call < 20 * callsPerSecond; call++) {
            fixture.succeed(1);
            fixture.time.advance(gap);
        }
        long outageNanos = fixture.now();
        for (int call = 0; call < outageSeconds * callsPerSecond; call++) {
            fixture.fail(1);
            if (fixture.state() == OPEN) {
                return (fixture.now() - outageNanos) / 1e9;
            }
            fixture.time.advance(gap);
        }
        return -1;
    }
}
