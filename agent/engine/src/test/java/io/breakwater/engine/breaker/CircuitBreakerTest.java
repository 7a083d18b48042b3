package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.BreakerFixture.SECOND_NANOS;
import static io.breakwater.engine.breaker.BreakerFixture.closed;
import static io.breakwater.engine.breaker.BreakerFixture.halfOpen;
import static io.breakwater.engine.breaker.BreakerFixture.open;
import static io.breakwater.engine.breaker.BreakerFixture.twoFailures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.testing.ScriptedRandomness;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    @Test
    void refuses_calls_while_open_and_says_for_how_long() {
        BreakerFixture fixture = open();

        fixture.advanceSeconds(2);

        assertThat(fixture.tryAcquire()).isNull();
        assertThat(fixture.breaker.permitsCall(fixture.now())).isFalse();
        assertThat(fixture.breaker.openNanosLeft(fixture.now())).isEqualTo(3 * SECOND_NANOS);
    }

    @Test
    void asking_the_gate_takes_nothing() {
        BreakerFixture fixture = open();
        fixture.advanceSeconds(5);

        assertThat(fixture.breaker.permitsCall(fixture.now())).isTrue();
        assertThat(fixture.breaker.permitsCall(fixture.now())).isTrue();

        assertThat(fixture.transitions).hasSize(1);
        assertThat(fixture.tryAcquire()).isNotNull();
        assertThat(fixture.breaker.permitsCall(fixture.now())).isFalse();
    }

    @Test
    void a_call_while_closed_allocates_no_permit() {
        BreakerFixture fixture = closed();

        assertThat(fixture.acquire()).isSameAs(fixture.acquire());
    }

    @Test
    void says_for_people_why_it_changed_its_state() {
        BreakerFixture fixture = open();
        fixture.advanceSeconds(5);

        fixture.fail(1);
        fixture.advanceSeconds(10);
        fixture.succeed(1);

        assertThat(fixture.transitions)
                .containsExactly(
                        "CLOSED to OPEN: 2 consecutive failures",
                        "OPEN to HALF_OPEN: open duration is over",
                        "HALF_OPEN to OPEN: probe failed",
                        "OPEN to HALF_OPEN: open duration is over",
                        "HALF_OPEN to CLOSED: probe succeeded");
    }

    @Test
    void closes_only_when_all_probes_succeeded() {
        BreakerFixture fixture = halfOpen(3);
        Permit first = fixture.acquire();
        Permit second = fixture.acquire();
        Permit third = fixture.acquire();

        first.onSuccess(fixture.now(), 0);
        second.onSuccess(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(fixture.tryAcquire()).as("a fourth probe").isNull();
        third.onSuccess(fixture.now(), 0);
        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void one_failed_probe_of_several_opens_again_at_once() {
        BreakerFixture fixture = halfOpen(3);
        Permit first = fixture.acquire();
        Permit second = fixture.acquire();

        second.onFailure(fixture.now(), 0);
        first.onSuccess(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void a_slow_probe_opens_again_where_slowness_counts() {
        BreakerFixture fixture =
                new BreakerFixture(twoFailures().slowCallRatePercent(50).slowCallNanos(SECOND_NANOS));
        fixture.fail(2);
        fixture.advanceSeconds(5);

        fixture.acquire().onSuccess(fixture.now(), SECOND_NANOS);

        assertThat(fixture.state()).isEqualTo(CircuitState.OPEN);
    }

    /** Trap 37: the place of a probe that ends without a result is free again. */
    @Test
    void an_ignored_probe_returns_its_place() {
        BreakerFixture fixture = halfOpen();
        Permit probe = fixture.acquire();
        assertThat(fixture.tryAcquire()).isNull();

        probe.onIgnored(fixture.now());

        assertThat(fixture.tryAcquire()).isNotNull();
    }

    /** Trap 37: a probe that never reports cannot wedge the breaker. */
    @Test
    void the_place_of_an_overdue_probe_is_granted_anew_and_its_late_result_ignored() {
        BreakerFixture fixture = halfOpen();
        Permit lost = fixture.acquire();
        fixture.advanceSeconds(4);
        assertThat(fixture.tryAcquire()).isNull();
        fixture.advanceSeconds(1);

        Permit successor = fixture.acquire();
        lost.onFailure(fixture.now(), 0);
        lost.onIgnored(fixture.now());

        assertThat(fixture.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(fixture.tryAcquire()).isNull();
        successor.onSuccess(fixture.now(), 0);
        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void a_bug_while_a_failed_probe_opens_it_again_does_not_wedge_it() {
        AtomicBoolean broken = new AtomicBoolean();
        BreakerFixture fixture = new BreakerFixture(twoFailures(), () -> {
            if (broken.get()) {
                throw new IllegalStateException("bug");
            }
            return 0;
        });
        fixture.fail(2);
        fixture.advanceSeconds(5);
        Permit probe = fixture.acquire();
        broken.set(true);
        assertThatThrownBy(() -> probe.onFailure(fixture.now(), 0)).isInstanceOf(IllegalStateException.class);

        fixture.advanceSeconds(5);
        fixture.succeed(1);

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void waits_twice_as_long_for_the_successor_of_an_overdue_probe() {
        BreakerFixture fixture = halfOpen();
        fixture.acquire();
        fixture.advanceSeconds(5);
        fixture.acquire();

        fixture.advanceSeconds(9);
        boolean grantedEarly = fixture.breaker.permitsCall(fixture.now());
        fixture.advanceSeconds(1);

        assertThat(grantedEarly).isFalse();
        assertThat(fixture.breaker.permitsCall(fixture.now())).isTrue();
    }

    /** Trap 37: whatever way calls end, all places come back and the breaker leaves HALF_OPEN. */
    @Test
    void leaves_half_open_whatever_way_calls_end() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            BreakerFixture fixture = halfOpen(1 + random.nextInt(3));
            for (int call = 0; call < 20; call++) {
                Permit permit = fixture.tryAcquire();
                if (permit != null && random.nextInt(3) > 0) {
                    permit.onIgnored(fixture.now());
                }
            }

            fixture.advanceSeconds(60);
            for (Permit probe = fixture.tryAcquire();
                    probe != null && fixture.state() == CircuitState.HALF_OPEN;
                    probe = fixture.tryAcquire()) {
                probe.onSuccess(fixture.now(), 0);
            }

            assertThat(fixture.state()).as("round %s of seed %s", round, seed).isEqualTo(CircuitState.CLOSED);
        }
    }

    /** Trap 38: cancelled calls and lost hedges leave the ratio at 0. */
    @Test
    void a_hundred_ignored_calls_count_for_nothing() {
        BreakerFixture fixture = closed();
        fixture.fail(1);

        for (int call = 0; call < 100; call++) {
            fixture.acquire().onIgnored(fixture.now());
        }

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
        fixture.fail(1);
        assertThat(fixture.state()).as("they did not end the row of failures").isEqualTo(CircuitState.OPEN);
    }

    /** Trap 40: the exception and the completion of one probe both report. */
    @Test
    void a_probe_that_completes_twice_frees_one_place_only() {
        BreakerFixture fixture = halfOpen(2);
        Permit first = fixture.acquire();
        fixture.acquire();

        first.onIgnored(fixture.now());
        first.onIgnored(fixture.now());

        assertThat(fixture.tryAcquire()).isNotNull();
        assertThat(fixture.tryAcquire()).isNull();
    }

    /** Trap 40. */
    @Test
    void a_probe_that_succeeds_twice_counts_once() {
        BreakerFixture fixture = halfOpen(2);
        Permit first = fixture.acquire();

        first.onSuccess(fixture.now(), 0);
        first.onSuccess(fixture.now(), 0);
        first.onFailure(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    /** Trap 41: a slow success from before the opening arrives in HALF_OPEN. */
    @Test
    void a_late_result_of_an_older_state_is_ignored() {
        BreakerFixture fixture = closed();
        Permit slowSuccess = fixture.acquire();
        Permit slowFailure = fixture.acquire();
        fixture.fail(2);
        fixture.advanceSeconds(5);
        Permit probe = fixture.acquire();

        slowSuccess.onSuccess(fixture.now(), 5 * SECOND_NANOS);
        slowFailure.onFailure(fixture.now(), 5 * SECOND_NANOS);

        assertThat(fixture.state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(fixture.tryAcquire())
                .as("a place that the probe still holds")
                .isNull();
        probe.onSuccess(fixture.now(), 0);
        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    /** Trap 41: neither does it count in a later period of the same kind. */
    @Test
    void a_late_failure_of_an_earlier_closed_period_does_not_count_in_the_next() {
        BreakerFixture fixture = closed();
        Permit late = fixture.acquire();
        Permit later = fixture.acquire();
        fixture.fail(2);
        fixture.advanceSeconds(5);
        fixture.succeed(1);

        late.onFailure(fixture.now(), 0);
        later.onFailure(fixture.now(), 0);
        fixture.fail(1);

        assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
    }

    /** Trap 41: nor does the result of a probe in a later round of probes. */
    @Test
    void a_late_result_of_an_earlier_round_of_probes_is_ignored() {
        BreakerFixture fixture = halfOpen(2);
        Permit late = fixture.acquire();
        fixture.fail(1);
        fixture.advanceSeconds(10);
        Permit probe = fixture.acquire();

        late.onFailure(fixture.now(), 0);
        late.onSuccess(fixture.now(), 0);
        probe.onSuccess(fixture.now(), 0);

        assertThat(fixture.state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void a_listener_that_throws_does_not_break_the_breaker() {
        CircuitBreaker breaker = new CircuitBreaker(
                twoFailures().consecutiveFailures(1).build(),
                ScriptedRandomness.fixed(0),
                (from, to, reason, openNanos) -> {
                    throw new AssertionError("a listener's bug");
                });

        breaker.tryAcquire(0).onFailure(0, 0);
        breaker.tryAcquire(5 * SECOND_NANOS).onSuccess(5 * SECOND_NANOS, 0);

        assertThat(breaker.state(5 * SECOND_NANOS)).isEqualTo(CircuitState.CLOSED);
    }
}
