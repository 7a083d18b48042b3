package io.breakwater.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.testing.VirtualTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Acceptance figure A1: in a total outage of a minute, with three attempts per call, the budget bounds the attempts that
 * reach the destination. Calls arrive at random; an attempt fails after 10 ms.
 */
class AmplificationTest {
    private static final int SECONDS = 60;
    private static final int WINDOW_SECONDS = 10;
    private static final int MAX_ATTEMPTS = 3;
    private static final long SEED = 20260101;

    private final VirtualTime time = new VirtualTime();
    private final Random random = new Random(SEED);
    private int calls;
    private int attempts;

    @ParameterizedTest(name = "{0} calls/s, floor {1}/s")
    @CsvSource({"5, 0", "50, 0", "500, 0", "5, 1", "50, 1", "500, 1"})
    void attempts_per_call_stay_within_the_budget(int callsPerSecond, double floor) {
        BudgetPolicy policy =
                new BudgetPolicy(20, Duration.ofSeconds(WINDOW_SECONDS).toNanos(), floor);
        RetryBudget budget = new RetryBudget(policy);
        scheduleNextCall(budget, callsPerSecond);

        time.advance(Duration.ofSeconds(SECONDS));

        double startBurst = floor * WINDOW_SECONDS / (callsPerSecond * (double) SECONDS);
        double arrivals = (double) calls / (callsPerSecond * SECONDS);
        double bound = 1 + 0.20 + (floor / callsPerSecond + startBurst) / arrivals;
        double amplification = (double) attempts / calls;
        assertThat(amplification).isLessThanOrEqualTo(bound);
        assertThat(amplification).as("the budget is used").isGreaterThan(bound - 0.06);
    }

    private void scheduleNextCall(RetryBudget budget, int callsPerSecond) {
        long gapNanos = (long) (-Math.log(1 - random.nextDouble()) * 1e9 / callsPerSecond);
        time.schedule(gapNanos, () -> {
            calls++;
            budget.deposit(time.nanoTime());
            attempt(budget, 1, 0);
            scheduleNextCall(budget, callsPerSecond);
        });
    }

    private void attempt(RetryBudget budget, int number, long previousDelayNanos) {
        attempts++;
        time.schedule(Duration.ofMillis(10).toNanos(), () -> {
            if (number < MAX_ATTEMPTS && budget.tryWithdraw(time.nanoTime())) {
                long delayNanos =
                        Backoff.delayNanos(BackoffPolicy.DEFAULT, number, previousDelayNanos, random::nextDouble);
                time.schedule(delayNanos, () -> attempt(budget, number + 1, delayNanos));
            }
        });
    }
}
