package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.breakwater.engine.breaker.CircuitBreaker;
import io.breakwater.engine.breaker.Permit;
import io.breakwater.engine.bulkhead.Bulkhead;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.retry.RetryBudget;
import io.breakwater.engine.testing.ScriptedRandomness;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the policies cost in memory, per call. */
class AllocationTest {
    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CircuitBreaker breaker =
            new CircuitBreaker(onceAndForAll(), ScriptedRandomness.fixed(0), (from, to, reason, openNanos) -> {});
    private final Bulkhead bulkhead = new Bulkhead(new BulkheadPolicy(Mode.ENFORCE, 1, 0, "test"));
    private final RetryBudget budget = new RetryBudget(new BudgetPolicy(20, 10_000_000_000L, 0));

    @Test
    void a_call_that_goes_well_allocates_nothing() {
        double bytesPerCall = bytesPerRun(() -> {
            Permit permit = breaker.tryAcquire(0);
            boolean isIn = bulkhead.tryAcquire();
            budget.deposit(0);
            permit.onSuccess(0, 0);
            bulkhead.release();
            check(isIn);
        });

        assertThat(bytesPerCall).isLessThan(0.5);
    }

    /** Trap 94: nothing is made to be thrown away where a hundred thousand calls per second are refused. */
    @Test
    void a_refusal_allocates_nothing() {
        breaker.tryAcquire(0).onFailure(0, 0);
        bulkhead.tryAcquire();

        double bytesPerCall = bytesPerRun(() -> {
            boolean isRefused = !breaker.permitsCall(1)
                    && breaker.tryAcquire(1) == null
                    && !bulkhead.tryAcquire()
                    && !budget.tryWithdraw(1);
            check(isRefused);
        });

        assertThat(bytesPerCall).isLessThan(0.5);
    }

    private static void check(boolean claim) {
        if (!claim) {
            throw new AssertionError("the call went another way");
        }
    }

    private static double bytesPerRun(Runnable run) {
        for (int call = 0; call < CALLS; call++) {
            run.run();
        }
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int call = 0; call < CALLS; call++) {
            run.run();
        }
        return (double) (THREADS.getThreadAllocatedBytes(thread) - before) / CALLS;
    }

    private static BreakerPolicy onceAndForAll() {
        return BreakerPolicy.builder()
                .consecutiveFailures(1)
                .openNanos(Long.MAX_VALUE)
                .build();
    }
}
