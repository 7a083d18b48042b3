package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.TimeoutPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A limit that the client could not be told, or that it says was not the cause, is not said to have ended an attempt. */
class RuledOutLimitTest {
    private final World world = new World();
    private CallSession session;

    @BeforeEach
    void a_call_is_sent() {
        world.timeouts.attemptNanos(ms(3_000)).connectNanos(ms(1_000));
        world.retry.maxAttempts(1);
        session = world.guard().newCall(new ScriptedCall(world).blocking());
        assertThat(session.start()).isEqualTo(Step.SEND);
        session.limitAttempt(TimeoutPolicy.NONE);
        session.connectLimitNanos(TimeoutPolicy.NONE);
    }

    @Test
    void by_default_the_time_tells() {
        failAfterMillis(1_000);

        assertThat(world.log()).containsExactly("connect-timeout@1");
    }

    @Test
    void what_ended_by_itself_was_not_cut_off_however_late() {
        session.ruleOut(true, true);
        failAfterMillis(60_000);

        assertThat(world.log()).isEmpty();
    }

    @Test
    void what_was_connected_can_only_have_taken_too_long_as_a_whole() {
        session.ruleOut(true, false);
        failAfterMillis(3_000);

        assertThat(world.log()).containsExactly("attempt-timeout@1");
    }

    @Test
    void the_next_attempt_has_its_limits_again() {
        session.ruleOut(true, true);
        session.limitAttempt(TimeoutPolicy.NONE);
        session.connectLimitNanos(TimeoutPolicy.NONE);
        failAfterMillis(1_000);

        assertThat(world.log()).containsExactly("connect-timeout@1");
    }

    private void failAfterMillis(long millis) {
        world.time.advanceNanos(ms(millis));
        session.onOutcome(Outcome.failed(FailureClass.CONNECT_FAILURE));
    }
}
