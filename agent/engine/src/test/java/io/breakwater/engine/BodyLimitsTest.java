package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.TimeoutPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cuts off a body is told, also when the call has long returned. */
class BodyLimitsTest {
    private final World world = new World();
    private CallSession session;

    @BeforeEach
    void a_call_is_sent() {
        world.timeouts.attemptNanos(ms(300)).totalNanos(ms(1_000)).idleNanos(ms(50));
        session = world.guard().newCall(new ScriptedCall(world).blocking());
        assertThat(session.start()).isEqualTo(Step.SEND);
        session.limitAttempt(TimeoutPolicy.NONE);
    }

    @Test
    void a_part_that_does_not_come_is_told_once() {
        session.onIdleTimeout();
        session.onIdleTimeout();

        assertThat(world.log()).containsExactly("idle-timeout@1");
    }

    @Test
    void the_end_of_an_attempt_that_was_idle_for_too_long_is_not_told_again() {
        world.time.advanceNanos(ms(400));
        session.onIdleTimeout();

        session.onOutcome(Outcome.failed(FailureClass.ATTEMPT_TIMEOUT));

        assertThat(world.log()).containsExactly("idle-timeout@1", "retry@1");
    }

    @Test
    void a_body_that_takes_longer_than_its_attempt_may_is_told_after_the_end() {
        session.onOutcome(Outcome.ofStatus(200));
        world.time.advanceNanos(ms(300));

        session.onBodyTimeout();

        assertThat(world.log()).containsExactly("attempt-timeout@1");
    }

    @Test
    void so_is_one_for_which_the_call_has_no_time_left() {
        session.onOutcome(Outcome.ofStatus(200));
        world.time.advanceNanos(ms(1_000));

        session.onBodyTimeout();

        assertThat(world.log()).containsExactly("total-timeout@1");
    }
}
