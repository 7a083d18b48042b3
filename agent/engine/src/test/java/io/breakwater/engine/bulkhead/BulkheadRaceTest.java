package io.breakwater.engine.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.testing.Threads;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Real threads; what is asserted holds for every interleaving. */
class BulkheadRaceTest {
    private static final int THREADS = 8;
    private static final int CALLS = 10_000;
    private static final int LIMIT = 3;

    private final AtomicInteger out = new AtomicInteger();
    private final AtomicInteger mostOut = new AtomicInteger();

    /** Trap 40: every mixture of acquiring, queueing, cancelling and releasing returns the permits to where they were. */
    @Test
    void never_more_permits_out_than_the_limit_and_none_lost() {
        Bulkhead bulkhead = BulkheadTest.bulkhead(LIMIT);

        Threads.race(THREADS, thread -> {
            Random random = new Random(thread);
            for (int call = 0; call < CALLS; call++) {
                if (bulkhead.tryAcquire()) {
                    use(bulkhead);
                } else {
                    queueFor(bulkhead, random.nextBoolean());
                }
            }
        });

        assertThat(mostOut.get()).isBetween(1, LIMIT);
        assertThat(out).hasValue(0);
        assertThat(bulkhead.waitingCalls()).isZero();
        assertThat(bulkhead.concurrentCalls()).isZero();
    }

    @Test
    void no_waiter_is_forgotten_when_permits_are_released_as_it_queues() {
        for (int round = 0; round < 200; round++) {
            Bulkhead bulkhead = BulkheadTest.bulkhead(2);
            bulkhead.tryAcquire();
            bulkhead.tryAcquire();
            AtomicInteger granted = new AtomicInteger();

            Threads.race(4, thread -> {
                if (thread < 2) {
                    bulkhead.release();
                } else {
                    bulkhead.enqueue(granted::incrementAndGet);
                }
            });

            assertThat(granted).as("round %s", round).hasValue(2);
        }
    }

    @Test
    void a_permit_goes_either_to_the_waiter_or_past_it_when_cancelling_meets_granting() {
        for (int round = 0; round < 200; round++) {
            Bulkhead bulkhead = BulkheadTest.bulkhead(1);
            bulkhead.tryAcquire();
            AtomicInteger granted = new AtomicInteger();
            Waiter waiter = bulkhead.enqueue(granted::incrementAndGet);
            AtomicReference<Boolean> left = new AtomicReference<>();

            Threads.race(2, thread -> {
                if (thread == 0) {
                    bulkhead.release();
                } else {
                    left.set(waiter.cancel());
                }
            });

            int expected = left.get() ? 0 : 1;
            assertThat(granted).hasValue(expected);
            assertThat(bulkhead.concurrentCalls()).isEqualTo(expected);
            assertThat(bulkhead.waitingCalls()).isZero();
        }
    }

    @Test
    void a_limit_that_moves_meanwhile_loses_no_permit() {
        Bulkhead bulkhead = BulkheadTest.bulkhead(LIMIT);

        Threads.race(4, thread -> {
            for (int call = 0; call < CALLS; call++) {
                if (thread == 0 && call % 10 == 0) {
                    bulkhead.configure(BulkheadTest.policy(1 + call / 10 % 5));
                } else if (bulkhead.tryAcquire()) {
                    use(bulkhead);
                } else {
                    queueFor(bulkhead, true);
                }
            }
        });

        assertThat(mostOut.get()).isBetween(1, 5);
        assertThat(bulkhead.waitingCalls()).isZero();
        assertThat(bulkhead.concurrentCalls()).isZero();
    }

    /** The grant uses the permit and gives it back within the callback; the thread itself never waits. */
    private void queueFor(Bulkhead bulkhead, boolean cancels) {
        Waiter waiter = bulkhead.enqueue(() -> use(bulkhead));
        if (waiter != null && cancels) {
            waiter.cancel();
        }
    }

    private void use(Bulkhead bulkhead) {
        mostOut.accumulateAndGet(out.incrementAndGet(), Math::max);
        out.decrementAndGet();
        bulkhead.release();
    }
}
