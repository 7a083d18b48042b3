package io.breakwater.engine.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.testing.Threads;
import io.breakwater.engine.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private final VirtualTime time = new VirtualTime();

    @Test
    void calls_pay_for_a_share_of_themselves() {
        RetryBudget budget = budget(20, 0);

        deposit(budget, 14);

        assertThat(withdrawAll(budget)).isEqualTo(2);
        deposit(budget, 1);
        assertThat(withdrawAll(budget)).isEqualTo(1);
    }

    @Test
    void without_calls_and_floor_there_is_nothing() {
        assertThat(withdrawAll(budget(20, 0))).isZero();
        assertThat(withdrawAll(budget(0, 0))).isZero();
    }

    @Test
    void calls_stop_paying_when_they_leave_the_window() {
        RetryBudget budget = budget(20, 0);
        deposit(budget, 100);

        time.advance(Duration.ofSeconds(10));

        assertThat(withdrawAll(budget)).isZero();
        assertThat(budget.balance(time.nanoTime())).isZero();
    }

    @Test
    void a_retry_that_was_refused_costs_nothing() {
        RetryBudget budget = budget(20, 0);
        deposit(budget, 4);
        for (int i = 0; i < 100; i++) {
            assertThat(budget.tryWithdraw(time.nanoTime())).isFalse();
        }

        deposit(budget, 1);

        assertThat(budget.tryWithdraw(time.nanoTime())).isTrue();
    }

    @Test
    void the_floor_allows_retries_from_the_start() {
        assertThat(withdrawAll(budget(20, 1))).isEqualTo(10);
    }

    @Test
    void the_floor_allows_one_burst_and_then_a_trickle() {
        RetryBudget budget = budget(0, 1);
        withdrawAll(budget);

        int inEachSecond = 0;
        for (int second = 0; second < 60; second++) {
            time.advance(Duration.ofSeconds(1));
            int now = withdrawAll(budget);
            assertThat(now).isEqualTo(1);
            inEachSecond += now;
        }

        assertThat(inEachSecond).isEqualTo(60);
        time.advance(Duration.ofSeconds(5));
        assertThat(withdrawAll(budget)).as("not a whole burst").isEqualTo(5);
        time.advance(Duration.ofHours(1));
        assertThat(withdrawAll(budget)).as("full again, and no fuller").isEqualTo(10);
    }

    @Test
    void a_floor_of_less_than_one_per_window_still_allows_one() {
        RetryBudget budget = budget(0, 0.05);
        assertThat(withdrawAll(budget)).isEqualTo(1);

        time.advance(Duration.ofSeconds(19));
        assertThat(withdrawAll(budget)).isZero();
        time.advance(Duration.ofSeconds(1));

        assertThat(withdrawAll(budget)).isEqualTo(1);
    }

    @Test
    void the_balance_is_what_can_be_withdrawn() {
        RetryBudget budget = budget(20, 1);
        deposit(budget, 7);
        assertThat(budget.balance(time.nanoTime())).isCloseTo(11.4, within(1e-9));

        withdrawAll(budget);

        assertThat(budget.balance(time.nanoTime())).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void a_reload_keeps_the_balance() {
        RetryBudget budget = budget(20, 1);
        deposit(budget, 50);
        withdraw(budget, 15);

        budget.configure(new BudgetPolicy(20, WINDOW_NANOS, 1), time.nanoTime());
        assertThat(budget.balance(time.nanoTime())).isCloseTo(5, within(1e-6));

        budget.configure(new BudgetPolicy(20, 2 * WINDOW_NANOS, 1), time.nanoTime());
        assertThat(budget.balance(time.nanoTime())).isCloseTo(5, within(1e-6));
        assertThat(withdrawAll(budget)).isEqualTo(5);
    }

    @Test
    void a_reload_to_a_smaller_budget_cuts_what_is_left() {
        RetryBudget budget = budget(20, 10);

        budget.configure(new BudgetPolicy(20, WINDOW_NANOS, 0.5), time.nanoTime());

        assertThat(withdrawAll(budget)).isEqualTo(5);
    }

    @Test
    void a_reload_during_an_outage_grants_no_fresh_burst() {
        RetryBudget budget = budget(20, 1);
        deposit(budget, 50);
        withdrawAll(budget);

        for (int reload = 0; reload < 10; reload++) {
            budget.configure(new BudgetPolicy(20, WINDOW_NANOS, 1 + reload % 2), time.nanoTime());

            assertThat(withdrawAll(budget)).isZero();
        }
    }

    @Test
    void many_threads_never_withdraw_more_than_there_is() {
        for (int round = 0; round < 50; round++) {
            RetryBudget budget = budget(20, 1);
            deposit(budget, 500);
            AtomicInteger withdrawn = new AtomicInteger();

            Threads.race(8, thread -> {
                for (int retry = 0; retry < 100; retry++) {
                    if (budget.tryWithdraw(time.nanoTime())) {
                        withdrawn.incrementAndGet();
                    }
                }
            });

            assertThat(withdrawn.get() + withdrawAll(budget)).isEqualTo(110);
        }
    }

    private static RetryBudget budget(double percent, double minPerSecond) {
        return new RetryBudget(new BudgetPolicy(percent, WINDOW_NANOS, minPerSecond));
    }

    private void deposit(RetryBudget budget, int calls) {
        for (int call = 0; call < calls; call++) {
            budget.deposit(time.nanoTime());
        }
    }

    private void withdraw(RetryBudget budget, int retries) {
        for (int retry = 0; retry < retries; retry++) {
            assertThat(budget.tryWithdraw(time.nanoTime())).isTrue();
        }
    }

    private int withdrawAll(RetryBudget budget) {
        int withdrawn = 0;
        while (budget.tryWithdraw(time.nanoTime())) {
            withdrawn++;
        }
        return withdrawn;
    }
}
