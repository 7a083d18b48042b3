package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.BreakerFixture.SECOND_NANOS;
import static io.breakwater.engine.breaker.BreakerFixture.twoFailures;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.time.Randomness;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OpenDurationTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);
    private final BreakerPolicy policy = twoFailures().build();

    @Test
    void the_first_opening_lasts_as_long_as_configured_and_at_most_a_fifth_longer() {
        assertThat(OpenDuration.nanos(policy, 0, ScriptedRandomness.fixed(0))).isEqualTo(5 * SECOND_NANOS);
        assertThat(OpenDuration.nanos(policy, 0, ScriptedRandomness.fixed(ALMOST_ONE)))
                .isBetween(5 * SECOND_NANOS, 6 * SECOND_NANOS);
    }

    @Test
    void doubles_with_each_failed_round_of_probes_up_to_the_maximum() {
        Randomness middle = ScriptedRandomness.fixed(0.5);

        assertThat(LongStream.of(1, 2, 3, 4, 5, 100, Integer.MAX_VALUE)
                        .map(rounds -> OpenDuration.nanos(policy, (int) rounds, middle) / SECOND_NANOS))
                .containsExactly(10L, 20L, 40L, 60L, 60L, 60L, 60L);
    }

    @Test
    void later_openings_lie_within_a_fifth_of_their_length() {
        assertThat(OpenDuration.nanos(policy, 1, ScriptedRandomness.fixed(0))).isEqualTo(8 * SECOND_NANOS);
        assertThat(OpenDuration.nanos(policy, 1, ScriptedRandomness.fixed(ALMOST_ONE)))
                .isBetween(12 * SECOND_NANOS - 10, 12 * SECOND_NANOS);
    }

    @Test
    void the_longest_durations_do_not_overflow() {
        BreakerPolicy endless = twoFailures().openNanos(Long.MAX_VALUE).build();

        assertThat(OpenDuration.nanos(endless, 3, ScriptedRandomness.fixed(ALMOST_ONE)))
                .isEqualTo(Long.MAX_VALUE);
    }

    /** Trap 46: a hundred processes that lost the same destination do not probe it in the same second. */
    @Test
    void a_hundred_breakers_spread_their_probes() {
        LongSummaryStatistics first = durations(0);
        LongSummaryStatistics second = durations(1);

        assertThat(first.getMin()).isGreaterThanOrEqualTo(5 * SECOND_NANOS);
        assertThat(first.getMax()).isLessThanOrEqualTo(6 * SECOND_NANOS);
        assertThat(spreadPercent(first, 5))
                .as("first opening, whose band is a fifth")
                .isGreaterThan(18);
        assertThat(spreadPercent(second, 10)).as("second opening").isGreaterThan(35);
    }

    @Test
    void an_opening_after_a_recovery_is_a_first_one_again() {
        BreakerFixture fixture = BreakerFixture.open();
        fixture.advanceSeconds(5);
        fixture.fail(1);
        assertThat(fixture.breaker.openNanosLeft(fixture.now())).isEqualTo(8 * SECOND_NANOS);
        fixture.advanceSeconds(8);
        fixture.succeed(1);

        fixture.fail(2);

        assertThat(fixture.breaker.openNanosLeft(fixture.now())).isEqualTo(5 * SECOND_NANOS);
    }

    /** Acceptance figure A6: the first success comes at most 1.2 open durations after the opening. */
    @Test
    void a_recovered_destination_is_probed_in_time() {
        for (int seed = 0; seed < 100; seed++) {
            BreakerFixture fixture = new BreakerFixture(twoFailures(), ScriptedRandomness.seeded(seed));
            fixture.fail(2);

            fixture.advanceSeconds(6);
            fixture.succeed(1);

            assertThat(fixture.state()).isEqualTo(CircuitState.CLOSED);
        }
    }

    private LongSummaryStatistics durations(int failedRounds) {
        Randomness randomness = ScriptedRandomness.seeded(20260101);
        return LongStream.range(0, 100)
                .map(breaker -> OpenDuration.nanos(policy, failedRounds, randomness))
                .summaryStatistics();
    }

    private static double spreadPercent(LongSummaryStatistics nanos, int nominalSeconds) {
        return 100.0 * (nanos.getMax() - nanos.getMin()) / (nominalSeconds * SECOND_NANOS);
    }
}
