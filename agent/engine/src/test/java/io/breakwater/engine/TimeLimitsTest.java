package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static io.breakwater.engine.policy.TimeoutPolicy.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.policy.TimeoutPolicy.Apply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeLimitsTest {
    private final TimeoutPolicy.Builder policy = TimeoutPolicy.builder()
            .connectNanos(ms(1_000))
            .responseNanos(ms(2_000))
            .attemptNanos(ms(3_000))
            .totalNanos(ms(5_000));

    /** Trap 25. */
    @Test
    void fill_leaves_alone_what_the_application_set() {
        TimeoutPolicy fill = policy.apply(Apply.FILL).build();

        assertThat(TimeLimits.attemptNanos(fill, NONE, ms(60_000))).isEqualTo(NONE);
        assertThat(TimeLimits.responseNanos(fill, NONE, ms(60_000))).isEqualTo(ms(60_000));
        assertThat(TimeLimits.connectNanos(fill, NONE, ms(60_000))).isEqualTo(ms(60_000));
    }

    /** Trap 25. */
    @Test
    void fill_sets_what_the_application_left_unset() {
        TimeoutPolicy fill = policy.apply(Apply.FILL).build();

        assertThat(TimeLimits.attemptNanos(fill, NONE, NONE)).isEqualTo(ms(3_000));
        assertThat(TimeLimits.responseNanos(fill, NONE, NONE)).isEqualTo(ms(2_000));
        assertThat(TimeLimits.connectNanos(fill, NONE, NONE)).isEqualTo(ms(1_000));
    }

    @Test
    void cap_takes_the_shorter_of_the_two() {
        TimeoutPolicy cap = policy.apply(Apply.CAP).build();

        assertThat(TimeLimits.responseNanos(cap, NONE, ms(60_000))).isEqualTo(ms(2_000));
        assertThat(TimeLimits.connectNanos(cap, NONE, ms(60_000))).isEqualTo(ms(1_000));
    }

    @ParameterizedTest
    @EnumSource(Apply.class)
    void a_shorter_value_of_the_application_always_wins(Apply apply) {
        TimeoutPolicy either = policy.apply(apply).build();

        assertThat(TimeLimits.responseNanos(either, ms(3_000), ms(7))).isEqualTo(ms(7));
        assertThat(TimeLimits.connectNanos(either, ms(3_000), ms(7))).isEqualTo(ms(7));
    }

    @ParameterizedTest
    @EnumSource(Apply.class)
    void what_is_left_of_the_total_bounds_everything(Apply apply) {
        TimeoutPolicy either = policy.apply(apply).build();
        long remainingNanos = TimeLimits.remainingNanos(either, ms(4_600));
        long attemptNanos = TimeLimits.attemptNanos(either, remainingNanos, ms(60_000));

        assertThat(remainingNanos).isEqualTo(ms(400));
        assertThat(attemptNanos).isEqualTo(ms(400));
        assertThat(TimeLimits.responseNanos(either, attemptNanos, ms(60_000))).isEqualTo(ms(400));
        assertThat(TimeLimits.connectNanos(either, attemptNanos, ms(60_000))).isEqualTo(ms(400));
    }

    /** Trap 29: 0 means "for ever" to a socket. */
    @ParameterizedTest
    @ValueSource(longs = {0, -1, -5_000_000_000L, Long.MIN_VALUE / 2})
    void no_limit_is_ever_zero_or_less(long remainingNanos) {
        TimeoutPolicy cap = policy.apply(Apply.CAP).build();

        long attemptNanos = TimeLimits.attemptNanos(cap, remainingNanos, NONE);

        assertThat(attemptNanos).isEqualTo(1);
        assertThat(TimeLimits.responseNanos(cap, attemptNanos, NONE)).isEqualTo(1);
        assertThat(TimeLimits.connectNanos(cap, attemptNanos, NONE)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"DISABLED", "OBSERVE"})
    void what_is_not_enforced_limits_nothing(Mode mode) {
        TimeoutPolicy idle = policy.mode(mode).apply(Apply.CAP).build();

        assertThat(TimeLimits.remainingNanos(idle, ms(60_000))).isEqualTo(NONE);
        assertThat(TimeLimits.attemptNanos(idle, NONE, NONE)).isEqualTo(NONE);
        assertThat(TimeLimits.responseNanos(idle, NONE, NONE)).isEqualTo(NONE);
        assertThat(TimeLimits.responseNanos(idle, NONE, ms(60_000))).isEqualTo(ms(60_000));
    }

    @Test
    void without_a_total_nothing_runs_out() {
        assertThat(TimeLimits.remainingNanos(TimeoutPolicy.builder().build(), Long.MAX_VALUE))
                .isEqualTo(NONE);
    }

    @Test
    void a_success_that_came_just_in_time_was_not_cut_off() {
        TimeoutPolicy cap = policy.apply(Apply.CAP).build();

        assertThat(TimeLimits.exceeded(cap, Outcome.ofStatus(200), ms(6_000), ms(6_000), ms(2_000)))
                .isNull();
    }

    @Test
    void the_total_is_named_before_the_attempt() {
        TimeoutPolicy cap = policy.apply(Apply.CAP).build();
        Outcome cutOff = Outcome.failed(FailureClass.ATTEMPT_TIMEOUT);

        assertThat(TimeLimits.exceeded(cap, cutOff, ms(5_000), ms(2_000), ms(2_000)))
                .isEqualTo(InterventionKind.TOTAL_TIMEOUT);
        assertThat(TimeLimits.exceeded(cap, cutOff, ms(4_999), ms(2_000), ms(2_000)))
                .isEqualTo(InterventionKind.ATTEMPT_TIMEOUT);
        assertThat(TimeLimits.exceeded(cap, cutOff, ms(4_999), ms(1_999), ms(2_000)))
                .isNull();
    }

    @Test
    void of_two_limits_that_were_only_observed_the_one_is_named_that_would_have_come_first() {
        TimeoutPolicy observed = policy.mode(Mode.OBSERVE).apply(Apply.CAP).build();
        Outcome late = Outcome.ofStatus(200);

        assertThat(TimeLimits.exceeded(observed, late, ms(20_000), ms(20_000), ms(3_000)))
                .isEqualTo(InterventionKind.ATTEMPT_TIMEOUT);
        assertThat(TimeLimits.exceeded(observed, late, ms(20_000), ms(16_000), ms(3_000)))
                .isEqualTo(InterventionKind.TOTAL_TIMEOUT);
        assertThat(TimeLimits.exceeded(observed, late, ms(20_000), ms(20_000), NONE))
                .isEqualTo(InterventionKind.TOTAL_TIMEOUT);
    }

    /** A client that is told what is left for connecting may notice before we do. */
    @Test
    void an_attempt_that_was_still_connecting_at_its_limit_was_cut_off() {
        TimeoutPolicy cap = policy.apply(Apply.CAP).build();
        Outcome unconnected = Outcome.failed(FailureClass.CONNECT_FAILURE);

        assertThat(TimeLimits.exceeded(cap, unconnected, ms(2_000), ms(2_000), ms(2_000)))
                .isEqualTo(InterventionKind.ATTEMPT_TIMEOUT);
        assertThat(TimeLimits.exceeded(cap, unconnected, ms(1_999), ms(1_999), ms(2_000)))
                .isNull();
    }

    @Test
    void a_connection_that_did_not_come_in_time_is_told_from_one_that_was_refused() {
        TimeoutPolicy cap = policy.apply(Apply.CAP).build();
        Outcome refused = Outcome.failed(FailureClass.CONNECT_FAILURE);

        assertThat(TimeLimits.exceededConnecting(cap, refused, ms(1_000), ms(1_000)))
                .isTrue();
        assertThat(TimeLimits.exceededConnecting(cap, refused, ms(999), ms(1_000)))
                .isFalse();
        assertThat(TimeLimits.exceededConnecting(cap, refused, ms(60_000), NONE))
                .isFalse();
        assertThat(TimeLimits.exceededConnecting(
                        cap, Outcome.failed(FailureClass.ATTEMPT_TIMEOUT), ms(1_000), ms(1_000)))
                .isFalse();
    }

    @Test
    void a_disabled_policy_says_nothing() {
        TimeoutPolicy disabled = policy.mode(Mode.DISABLED).build();

        assertThat(TimeLimits.exceededConnecting(
                        disabled, Outcome.failed(FailureClass.CONNECT_FAILURE), ms(1_000), ms(1_000)))
                .isFalse();
    }
}
