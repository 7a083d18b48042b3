package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.BreakerFixture.SECOND_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.testing.ScriptedRandomness;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Trap 45: a destination of one instance that fails every other call is served worse with an enforced breaker than
 * without. That is why a breaker that nobody asked for observes.
 */
class HalfFailingDestinationTest {
    private static final int CALLS_PER_SECOND = 50;
    private static final int SECONDS = 120;
    private static final long SEED = 20260101;

    @Test
    void an_enforced_breaker_turns_half_of_the_calls_into_nearly_none() {
        assertThat(servedShare(BreakerPolicy.builder().failureRatePercent(40))).isLessThan(0.2);
    }

    @Test
    void a_threshold_above_the_failure_rate_leaves_the_calls_as_they_are() {
        assertThat(servedShare(BreakerPolicy.builder().failureRatePercent(80))).isBetween(0.45, 0.55);
    }

    private static double servedShare(BreakerPolicy.Builder policy) {
        BreakerFixture fixture = new BreakerFixture(policy, ScriptedRandomness.seeded(SEED));
        Random random = new Random(SEED);
        int served = 0;
        for (int call = 0; call < SECONDS * CALLS_PER_SECOND; call++) {
            boolean works = random.nextBoolean();
            Permit permit = fixture.tryAcquire();
            if (permit != null && works) {
                permit.onSuccess(fixture.now(), 0);
                served++;
            } else if (permit != null) {
                permit.onFailure(fixture.now(), 0);
            }
            fixture.time.advanceNanos(SECOND_NANOS / CALLS_PER_SECOND);
        }
        return served / (double) (SECONDS * CALLS_PER_SECOND);
    }
}
