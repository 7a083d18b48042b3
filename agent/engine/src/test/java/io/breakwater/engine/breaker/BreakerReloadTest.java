package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.BreakerFixture.SECOND_NANOS;
import static io.breakwater.engine.breaker.BreakerFixture.twoFailures;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import org.junit.jupiter.api.Test;

/** Trap 90, as far as it concerns the breaker: a reload during an outage keeps it open. */
class BreakerReloadTest {

    @Test
    void an_open_breaker_stays_open_for_the_time_it_opened_for() {
        BreakerFixture fixture = BreakerFixture.open();
        fixture.advanceSeconds(1);

        configure(fixture, twoFailures().windowCalls(100).openNanos(30 * SECOND_NANOS));

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
        assertThat(fixture.breaker.openNanosLeft(fixture.now())).isEqualTo(4 * SECOND_NANOS);
    }

    @Test
    void the_next_opening_lasts_as_long_as_the_new_policy_says() {
        BreakerFixture fixture = BreakerFixture.closed();

        configure(fixture, twoFailures().openNanos(30 * SECOND_NANOS));
        fixture.fail(2);

        assertThat(fixture.breaker.openNanosLeft(fixture.now())).isEqualTo(30 * SECOND_NANOS);
    }

    @Test
    void a_probe_under_way_still_decides() {
        BreakerFixture fixture = BreakerFixture.halfOpen();
        Permit probe = fixture.acquire();

        configure(fixture, twoFailures().halfOpenProbes(3));
        probe.onSuccess(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void a_new_threshold_judges_the_calls_that_are_already_counted() {
        BreakerFixture fixture = new BreakerFixture(BreakerPolicy.builder().failureRatePercent(90));
        fixture.succeed(5);
        fixture.fail(5);

        configure(fixture, BreakerPolicy.builder().failureRatePercent(50));
        fixture.fail(1);

        assertThat(fixture.transitions).containsExactly("CLOSED to OPEN: 6 of 11 calls failed (>= 50%)");
    }

    @Test
    void a_window_of_another_length_starts_empty() {
        BreakerFixture fixture = new BreakerFixture(BreakerPolicy.builder());
        fixture.fail(9);

        configure(fixture, BreakerPolicy.builder().windowNanos(20 * SECOND_NANOS));
        fixture.fail(9);

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
        fixture.fail(1);
        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void a_row_of_failures_goes_on_across_a_change_of_the_window() {
        BreakerFixture fixture = BreakerFixture.closed();
        fixture.fail(1);

        configure(fixture, twoFailures().windowCalls(100));
        fixture.fail(1);

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void closes_with_a_window_of_the_policy_of_that_moment() {
        BreakerFixture fixture = BreakerFixture.open();
        configure(fixture, BreakerPolicy.builder().windowCalls(4).minimumCalls(4));
        fixture.advanceSeconds(5);
        fixture.succeed(1);

        fixture.fail(4);

        assertThat(fixture.transitions).last().isEqualTo("CLOSED to OPEN: 4 of 4 calls failed (>= 50%)");
    }

    @Test
    void a_call_under_way_counts_under_the_new_policy_where_the_window_stays() {
        BreakerFixture fixture = BreakerFixture.closed();
        Permit permit = fixture.acquire();

        configure(fixture, twoFailures().consecutiveFailures(1));
        permit.onFailure(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
    }

    private static void configure(BreakerFixture fixture, BreakerPolicy.Builder policy) {
        fixture.breaker.configure(policy.build(), fixture.now());
    }
}
