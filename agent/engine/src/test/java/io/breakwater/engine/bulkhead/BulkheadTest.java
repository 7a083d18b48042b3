package io.breakwater.engine.bulkhead;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkheadTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void lets_so_many_calls_in_and_no_more() {
        Bulkhead bulkhead = bulkhead(2);

        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
        assertThat(bulkhead.concurrentCalls()).isEqualTo(2);
    }

    @Test
    void remembers_the_most_calls_at_once_beyond_an_observed_limit_too() {
        Bulkhead bulkhead = full(2);
        bulkhead.acquireBeyondLimit();
        bulkhead.release();
        bulkhead.release();
        bulkhead.release();

        assertThat(bulkhead.mostConcurrentCalls()).isEqualTo(3);
        assertThat(bulkhead.concurrentCalls()).isZero();
    }

    @Test
    void a_released_permit_can_be_taken_again() {
        Bulkhead bulkhead = full(1);

        bulkhead.release();

        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    @Test
    void serves_waiters_in_the_order_in_which_they_came() {
        Bulkhead bulkhead = full(2);
        bulkhead.enqueue(() -> log.add("first"));
        bulkhead.enqueue(() -> log.add("second"));
        assertThat(log).isEmpty();

        bulkhead.release();
        assertThat(log).containsExactly("first");
        bulkhead.release();

        assertThat(log).containsExactly("first", "second");
        assertThat(bulkhead.concurrentCalls()).isEqualTo(2);
        assertThat(bulkhead.waitingCalls()).isZero();
    }

    @Test
    void nobody_overtakes_a_waiter() {
        Bulkhead bulkhead = full(2);
        bulkhead.enqueue(() -> log.add("waiter"));
        bulkhead.release();
        bulkhead.enqueue(() -> log.add("next waiter"));

        boolean overtook = bulkhead.tryAcquire();

        assertThat(overtook).isFalse();
        assertThat(log).containsExactly("waiter");
    }

    @Test
    void a_call_that_queues_while_a_permit_is_free_gets_it_at_once() {
        Bulkhead bulkhead = bulkhead(1);

        Waiter waiter = bulkhead.enqueue(() -> log.add("granted"));

        assertThat(log).containsExactly("granted");
        assertThat(waiter.cancel()).isFalse();
        assertThat(bulkhead.concurrentCalls()).isEqualTo(1);
    }

    @Test
    void the_queue_is_as_long_as_the_limit() {
        Bulkhead bulkhead = full(2);

        assertThat(bulkhead.enqueue(() -> {})).isNotNull();
        assertThat(bulkhead.enqueue(() -> {})).isNotNull();
        assertThat(bulkhead.enqueue(() -> {})).isNull();
        assertThat(bulkhead.waitingCalls()).isEqualTo(2);
    }

    @Test
    void a_cancelled_waiter_is_passed_over() {
        Bulkhead bulkhead = full(2);
        Waiter first = bulkhead.enqueue(() -> log.add("first"));
        bulkhead.enqueue(() -> log.add("second"));

        boolean left = first.cancel();
        bulkhead.release();

        assertThat(left).isTrue();
        assertThat(log).containsExactly("second");
    }

    @Test
    void cancelling_twice_makes_room_once() {
        Bulkhead bulkhead = full(2);
        Waiter first = bulkhead.enqueue(() -> {});
        bulkhead.enqueue(() -> {});

        first.cancel();
        boolean leftAgain = first.cancel();

        assertThat(leftAgain).isFalse();
        assertThat(bulkhead.waitingCalls()).isEqualTo(1);
    }

    @Test
    void cancelling_after_the_grant_leaves_the_permit_with_the_caller() {
        Bulkhead bulkhead = full(1);
        Waiter waiter = bulkhead.enqueue(() -> {});
        bulkhead.release();

        assertThat(waiter.cancel()).isFalse();
        assertThat(bulkhead.concurrentCalls()).isEqualTo(1);
        bulkhead.release();
        assertThat(bulkhead.concurrentCalls()).isZero();
    }

    /** Trap 40: one release too many does not let one call too many in. */
    @Test
    void a_release_too_many_has_no_effect() {
        Bulkhead bulkhead = full(1);

        bulkhead.release();
        bulkhead.release();

        assertThat(bulkhead.tryAcquire()).isTrue();
        assertThat(bulkhead.tryAcquire()).isFalse();
    }

    @Test
    void observing_counts_beyond_the_limit_and_refuses_nothing() {
        Bulkhead bulkhead = full(1);

        bulkhead.acquireBeyondLimit();
        assertThat(bulkhead.concurrentCalls()).isEqualTo(2);
        bulkhead.release();

        assertThat(bulkhead.tryAcquire()).isFalse();
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    @Test
    void a_higher_limit_serves_waiters_at_once() {
        Bulkhead bulkhead = full(2);
        bulkhead.enqueue(() -> log.add("first"));
        bulkhead.enqueue(() -> log.add("second"));

        bulkhead.configure(policy(3));

        assertThat(log).containsExactly("first");
        assertThat(bulkhead.concurrentCalls()).isEqualTo(3);
    }

    /** Trap 91: from 50 to 5 with 40 under way. */
    @Test
    void a_lower_limit_revokes_nothing_and_grants_nothing_until_it_is_met() {
        Bulkhead bulkhead = bulkhead(50);
        for (int call = 0; call < 40; call++) {
            assertThat(bulkhead.tryAcquire()).isTrue();
        }

        bulkhead.configure(policy(5));

        assertThat(bulkhead.concurrentCalls()).isEqualTo(40);
        for (int call = 40; call > 5; call--) {
            assertThat(bulkhead.tryAcquire()).isFalse();
            bulkhead.release();
        }
        assertThat(bulkhead.concurrentCalls()).isEqualTo(5);
        assertThat(bulkhead.tryAcquire()).isFalse();
        bulkhead.release();
        assertThat(bulkhead.tryAcquire()).isTrue();
    }

    @Test
    void a_waiter_that_releases_at_once_hands_on_to_the_next_without_recursion() {
        int waiters = 20_000;
        Bulkhead bulkhead = bulkhead(waiters);
        for (int call = 0; call < waiters; call++) {
            bulkhead.tryAcquire();
        }
        for (int waiter = 0; waiter < waiters; waiter++) {
            bulkhead.enqueue(bulkhead::release);
        }

        bulkhead.release();

        assertThat(bulkhead.waitingCalls()).isZero();
        assertThat(bulkhead.concurrentCalls()).isEqualTo(waiters - 1);
    }

    @Test
    void a_waiter_that_throws_does_not_stop_the_queue() {
        Bulkhead bulkhead = full(2);
        bulkhead.enqueue(() -> {
            throw new IllegalStateException("a waiter's bug");
        });
        bulkhead.enqueue(() -> log.add("second"));

        bulkhead.release();
        bulkhead.release();

        assertThat(log).containsExactly("second");
    }

    static Bulkhead bulkhead(int maxConcurrentCalls) {
        return new Bulkhead(policy(maxConcurrentCalls));
    }

    static BulkheadPolicy policy(int maxConcurrentCalls) {
        return new BulkheadPolicy(Mode.ENFORCE, maxConcurrentCalls, 0, "test");
    }

    private static Bulkhead full(int maxConcurrentCalls) {
        Bulkhead bulkhead = bulkhead(maxConcurrentCalls);
        while (bulkhead.tryAcquire()) {
            assertThat(bulkhead.concurrentCalls()).isLessThanOrEqualTo(maxConcurrentCalls);
        }
        return bulkhead;
    }
}
