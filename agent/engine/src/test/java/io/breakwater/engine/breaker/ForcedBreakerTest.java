package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.BreakerFixture.closed;
import static io.breakwater.engine.breaker.BreakerFixture.halfOpen;
import static io.breakwater.engine.breaker.BreakerFixture.open;
import static io.breakwater.engine.breaker.BreakerFixture.twoFailures;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerOverride;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForcedBreakerTest {
    private static final BreakerOverride OPEN = BreakerOverride.open("operator (alice)");
    private static final BreakerOverride CLOSED = BreakerOverride.closed("operator (alice)");

    @Test
    void forced_open_refuses_all_calls_and_takes_no_probe_however_long_it_lasts() {
        BreakerFixture fixture = closed();

        fixture.breaker.override(OPEN);
        fixture.advanceSeconds(100_000);

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
        assertThat(fixture.breaker.permitsCall(fixture.now())).isFalse();
        assertThat(fixture.tryAcquire()).isNull();
        assertThat(fixture.breaker.openNanosLeft(fixture.now())).isZero();
        assertThat(fixture.breaker.override()).isSameAs(OPEN);
    }

    @Test
    void forced_closed_lets_all_calls_through_however_they_end() {
        BreakerFixture fixture = open();

        fixture.breaker.override(CLOSED);
        fixture.fail(1000);

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
        assertThat(fixture.tryAcquire()).isNotNull();
    }

    @Test
    void says_who_has_forced_it_and_that_it_is_forced_no_longer() {
        BreakerFixture fixture = closed();

        fixture.breaker.override(OPEN);
        fixture.breaker.override(null);

        assertThat(fixture.transitions)
                .containsExactly("CLOSED to OPEN: forced by operator (alice)", "OPEN to CLOSED: no longer forced");
    }

    @Test
    void a_state_that_it_has_already_is_no_transition() {
        BreakerFixture fixture = open();
        fixture.transitions.clear();

        fixture.breaker.override(OPEN);

        assertThat(fixture.transitions).isEmpty();
        fixture.advanceSeconds(60);
        assertThat(fixture.tryAcquire()).as("a probe").isNull();
    }

    @Test
    void after_it_calls_decide_again_from_an_empty_window_on() {
        BreakerFixture fixture = closed();
        fixture.fail(1);
        fixture.breaker.override(CLOSED);
        fixture.fail(10);

        fixture.breaker.override(null);

        fixture.fail(1);
        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
        fixture.fail(1);
        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
    }

    /** Trap 41: a probe, and calls of the closed state, end while an operator decides, and after that. */
    @Test
    void results_of_calls_that_began_before_are_ignored() {
        BreakerFixture fixture = halfOpen();
        Permit probe = fixture.acquire();

        fixture.breaker.override(OPEN);
        probe.onSuccess(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);

        fixture.breaker.override(CLOSED);
        Permit forced = fixture.acquire();
        fixture.breaker.override(null);
        forced.onFailure(fixture.now(), 0);
        forced.onFailure(fixture.now(), 0);
        probe.onFailure(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void whoever_waits_in_a_backoff_is_woken_when_it_is_forced_open() {
        BreakerFixture fixture = closed();
        List<String> log = new ArrayList<>();
        fixture.breaker.watchOpening(() -> log.add("opened"));

        fixture.breaker.override(OPEN);

        assertThat(log).containsExactly("opened");
        assertThat(fixture.breaker.watchOpening(() -> log.add("again"))).isNull();
    }

    @Test
    void a_reload_leaves_it_forced() {
        BreakerFixture fixture = closed();
        fixture.breaker.override(OPEN);

        fixture.breaker.configure(twoFailures().windowCalls(7).build(), fixture.now());

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
        fixture.breaker.override(null);
        fixture.fail(1);
        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void reset_closes_it_with_nothing_counted() {
        BreakerFixture fixture = open();

        fixture.breaker.reset("reset by alice");

        assertThat(fixture.transitions).endsWith("OPEN to CLOSED: reset by alice");
        fixture.fail(1);
        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);

        fixture.breaker.reset("reset by alice");
        fixture.fail(1);
        assertThat(fixture.state()).as("the failure before was forgotten").isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void reset_does_not_undo_what_an_operator_has_decided() {
        BreakerFixture fixture = closed();
        fixture.breaker.override(OPEN);

        fixture.breaker.reset("reset by bob");

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void a_probe_from_before_a_reset_does_not_open_it() {
        BreakerFixture fixture = halfOpen();
        Permit probe = fixture.acquire();

        fixture.breaker.reset("reset by alice");
        probe.onFailure(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }
}
