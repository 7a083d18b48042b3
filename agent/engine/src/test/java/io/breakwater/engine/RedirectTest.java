package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitBreaker;
import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.policy.Mode;
import org.junit.jupiter.api.Test;

/** Trap 13: after a redirect, what comes next counts for the destination that it comes from. */
class RedirectTest {
    private final World world = new World().breakerAfter(1);
    private final Guard guard = world.guard();
    private final Guard target = world.guardFor(Destination.of("http", "elsewhere", 80));
    private final CallSession session = guard.newCall(new ScriptedCall(world).blocking());

    private CircuitState state(CircuitBreaker breaker) {
        return breaker.state(world.time.nanoTime());
    }

    private void open(Guard down) {
        down.breaker().tryAcquire(world.time.nanoTime()).onFailure(world.time.nanoTime(), 0);
        world.events.clear();
    }

    /** Trap 13. */
    @Test
    void a_failure_after_a_redirect_counts_for_the_target_alone() {
        assertThat(session.start()).isEqualTo(Step.SEND);
        assertThat(session.redirected(target)).isNull();

        Step step = session.onOutcome(Outcome.ofStatus(503));

        assertThat(step).isEqualTo(Step.AWAIT_BACKOFF);
        assertThat(state(guard.breaker())).isEqualTo(CircuitState.CLOSED);
        assertThat(state(target.breaker())).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void the_redirect_itself_is_a_success_of_the_one_that_sent_it() {
        open(guard);
        world.time.advanceNanos(ms(1_200));
        session.start();

        session.redirected(target);

        assertThat(state(guard.breaker())).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void a_target_that_is_down_is_not_called() {
        open(target);
        session.start();

        Rejection rejection = session.redirected(target);

        assertThat(rejection).isNotNull();
        assertThat(rejection.destination()).isEqualTo(target.destination());
        assertThat(rejection.stage()).isEqualTo(Stage.BREAKER_PERMIT);
        assertThat(world.log()).containsExactly("circuit-open@1");
        assertThat(world.events.get(0).destination()).isEqualTo(target.destination());
    }

    @Test
    void a_target_that_is_down_is_called_where_that_is_only_observed() {
        World observing = new World().breakerAfter(1);
        observing.breaker.mode(Mode.OBSERVE);
        Guard down = observing.guardFor(Destination.of("http", "elsewhere", 80));
        down.breaker().tryAcquire(observing.time.nanoTime()).onFailure(observing.time.nanoTime(), 0);
        CallSession redirected = observing.guard().newCall(new ScriptedCall(observing).blocking());
        redirected.start();

        assertThat(redirected.redirected(down)).isNull();
        assertThat(observing.log()).containsExactly("would circuit-open@1");
    }

    @Test
    void a_redirect_to_the_same_destination_changes_nothing() {
        session.start();

        assertThat(session.redirected(guard)).isNull();
        session.onOutcome(Outcome.ofStatus(503));

        assertThat(state(guard.breaker())).isEqualTo(CircuitState.OPEN);
    }

    /** Trap 13. */
    @Test
    void a_failure_of_a_target_that_nothing_guards_counts_for_nobody() {
        session.start();

        assertThat(session.redirected(null)).isNull();
        session.onOutcome(Outcome.ofStatus(503));

        assertThat(state(guard.breaker())).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void a_redirect_there_and_back_counts_for_the_original_destination_again() {
        session.start();
        session.redirected(null);

        assertThat(session.redirected(guard)).isNull();
        session.onOutcome(Outcome.ofStatus(503));

        assertThat(state(guard.breaker())).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void a_retry_begins_at_the_original_destination_again() {
        session.start();
        session.redirected(target);
        session.onOutcome(Outcome.ofStatus(503));
        world.time.advanceNanos(ms(100));

        assertThat(session.onBackoffOver()).isEqualTo(Step.SEND);
        session.onOutcome(Outcome.ofStatus(503));

        assertThat(state(guard.breaker())).isEqualTo(CircuitState.OPEN);
    }

    /** Trap 37: the permit of the target's probe goes back, too. */
    @Test
    void a_call_that_is_cancelled_after_a_redirect_gives_the_targets_permit_back() {
        open(target);
        world.time.advanceNanos(ms(1_200));
        session.start();
        session.redirected(target);

        session.cancel();

        assertThat(target.breaker().tryAcquire(world.time.nanoTime())).isNotNull();
    }
}
