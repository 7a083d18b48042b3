package io.breakwater.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BackoffPolicy.Jitter;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.time.Randomness;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackoffTest {
    private static final Randomness LEAST = ScriptedRandomness.fixed(0);
    private static final Randomness MIDDLE = ScriptedRandomness.fixed(0.5);
    private static final Randomness MOST = ScriptedRandomness.fixed(Math.nextDown(1.0));

    @Test
    void without_jitter_it_doubles_up_to_the_maximum() {
        BackoffPolicy policy = policy(Jitter.NONE);

        assertThat(LongStream.rangeClosed(1, 7).map(retry -> delay(policy, (int) retry, 0, MIDDLE)))
                .containsExactly(50L, 100L, 200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void full_jitter_lies_between_nothing_and_the_exponential_delay() {
        BackoffPolicy policy = policy(Jitter.FULL);

        assertThat(delay(policy, 3, 0, LEAST)).isZero();
        assertThat(delay(policy, 3, 0, MIDDLE)).isEqualTo(100);
        assertThat(delay(policy, 3, 0, MOST)).isBetween(199L, 200L);
    }

    @Test
    void equal_jitter_lies_in_the_upper_half_of_the_exponential_delay() {
        BackoffPolicy policy = policy(Jitter.EQUAL);

        assertThat(delay(policy, 3, 0, LEAST)).isEqualTo(100);
        assertThat(delay(policy, 3, 0, MIDDLE)).isEqualTo(150);
        assertThat(delay(policy, 3, 0, MOST)).isBetween(199L, 200L);
    }

    @Test
    void decorrelated_jitter_lies_between_the_initial_and_three_times_the_previous_delay() {
        BackoffPolicy policy = policy(Jitter.DECORRELATED);

        assertThat(delay(policy, 1, 0, LEAST)).isEqualTo(50);
        assertThat(delay(policy, 1, 0, MIDDLE)).isEqualTo(100);
        assertThat(delay(policy, 2, 200, LEAST)).isEqualTo(50);
        assertThat(delay(policy, 2, 200, MIDDLE)).isEqualTo(325);
        assertThat(delay(policy, 3, 900, MIDDLE)).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource(Jitter.class)
    void never_leaves_its_bounds_however_large_the_numbers(Jitter jitter) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long maxNanos = random.nextLong() >>> (1 + random.nextInt(62));
            long initialNanos = maxNanos == 0 ? 0 : random.nextInt(4) == 0 ? 0 : maxNanos >>> random.nextInt(63);
            BackoffPolicy policy = new BackoffPolicy(initialNanos, 1 + 99 * random.nextDouble(), maxNanos, jitter);
            int retry = random.nextInt(10) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(70);
            long previousNanos = random.nextBoolean() ? maxNanos : 0;

            assertThat(Backoff.delayNanos(policy, retry, previousNanos, random::nextDouble))
                    .as("seed %s, round %s", seed, i)
                    .isBetween(0L, maxNanos);
        }
    }

    /** Acceptance figure A15: of a thousand clients, few retry in the same twentieth of the backoff. */
    @Test
    void a_thousand_clients_that_fail_together_do_not_retry_together() {
        Randomness randomness = ScriptedRandomness.seeded(20260101);
        int[] slots = new int[20];

        for (int client = 0; client < 1000; client++) {
            slots[(int) (Backoff.delayNanos(BackoffPolicy.DEFAULT, 1, 0, randomness) / 2_500_000)]++;
        }

        assertThat(Arrays.stream(slots).max().getAsInt()).isLessThan(80);
        assertThat(Arrays.stream(slots).min().getAsInt()).isGreaterThan(20);
    }

    private static long delay(BackoffPolicy policy, int retry, long previousNanos, Randomness randomness) {
        return Backoff.delayNanos(policy, retry, previousNanos, randomness);
    }

    private static BackoffPolicy policy(Jitter jitter) {
        return new BackoffPolicy(50, 2, 1000, jitter);
    }
}
