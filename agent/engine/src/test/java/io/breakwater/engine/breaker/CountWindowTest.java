package io.breakwater.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.testing.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountWindowTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 100})
    void holds_the_last_calls_and_how_they_went(int capacity) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        CountWindow window = new CountWindow(capacity);
        List<boolean[]> results = new ArrayList<>();

        for (int call = 0; call < 1_000; call++) {
            boolean[] failedAndSlow = {random.nextInt(3) == 0, random.nextInt(4) == 0};
            window.record(0, failedAndSlow[0], failedAndSlow[1]);
            results.add(failedAndSlow);

            List<boolean[]> last = results.subList(Math.max(0, results.size() - capacity), results.size());
            CallTally tally = window.tally(0);
            assertThat(new long[] {tally.calls, tally.failures, tally.slowCalls})
                    .as("call %s of seed %s", call, seed)
                    .containsExactly(
                            last.size(),
                            last.stream().filter(result -> result[0]).count(),
                            last.stream().filter(result -> result[1]).count());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100})
    void its_sums_are_right_after_any_race(int capacity) {
        CountWindow window = new CountWindow(capacity);
        Threads.race(4, thread -> {
            for (int call = 0; call < 20_000; call++) {
                window.record(0, (call + thread) % 3 == 0, (call + thread) % 5 == 0);
            }
        });

        for (int call = 0; call < capacity; call++) {
            window.record(0, false, false);
        }

        assertThat(window.tally(0).failures).isZero();
        assertThat(window.tally(0).slowCalls).isZero();
        assertThat(window.tally(0).calls).isEqualTo(capacity);
    }
}
