package io.breakwater.engine.breaker;

import static io.breakwater.engine.breaker.BreakerFixture.SECOND_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.testing.ScriptedRandomness;
import io.breakwater.engine.testing.Threads;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Real threads; what is asserted holds for every interleaving. */
class CircuitBreakerRaceTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 100;

    private final Queue<String> transitions = new ConcurrentLinkedQueue<>();

    @Test
    void exactly_so_many_probes_get_through_at_a_time() {
        CircuitBreaker breaker = breaker(3);
        breaker.tryAcquire(0).onFailure(0, 0);
        long nowNanos = 0;
        for (int round = 0; round < ROUNDS; round++) {
            nowNanos += breaker.openNanosLeft(nowNanos);
            long dueNanos = nowNanos;
            Queue<Permit> probes = new ConcurrentLinkedQueue<>();

            Threads.race(THREADS, thread -> {
                Permit probe = breaker.tryAcquire(dueNanos);
                if (probe != null) {
                    probes.add(probe);
                }
            });

            assertThat(probes).hasSize(3);
            if (round % 3 == 0) {
                complete(probes, probe -> probe.onIgnored(dueNanos));
                assertThat(breaker.state(dueNanos)).isEqualTo(CircuitState.HALF_OPEN);
            } else {
                complete(probes, probe -> probe.onFailure(dueNanos, 0));
                assertThat(breaker.state(dueNanos)).isEqualTo(CircuitState.OPEN);
            }
        }
    }

    @Test
    void probes_that_succeed_at_once_close_it_once() {
        CircuitBreaker breaker = breaker(4);
        long nowNanos = 0;
        for (int round = 0; round < ROUNDS; round++) {
            breaker.tryAcquire(nowNanos).onFailure(nowNanos, 0);
            nowNanos += breaker.openNanosLeft(nowNanos);
            long dueNanos = nowNanos;

            Threads.race(4, thread -> breaker.tryAcquire(dueNanos).onSuccess(dueNanos, 0));

            assertThat(breaker.state(dueNanos)).isEqualTo(CircuitState.CLOSED);
        }
        assertThat(transitions).hasSize(3 * ROUNDS);
        assertThat(transitions).filteredOn("HALF_OPEN to CLOSED"::equals).hasSize(ROUNDS);
    }

    @Test
    void failures_at_once_open_it_once_and_wake_each_watcher_once() {
        for (int round = 0; round < ROUNDS; round++) {
            transitions.clear();
            CircuitBreaker breaker = breaker(1);
            AtomicInteger woken = new AtomicInteger();
            AtomicInteger watching = new AtomicInteger();

            Threads.race(THREADS, thread -> {
                if (thread % 2 == 0) {
                    Permit permit = breaker.tryAcquire(0);
                    if (permit != null) {
                        permit.onFailure(0, 0);
                    }
                } else if (breaker.watchOpening(woken::incrementAndGet) != null) {
                    watching.incrementAndGet();
                }
            });

            assertThat(transitions).containsExactly("CLOSED to OPEN");
            assertThat(woken).hasValue(watching.get());
            assertThat(breaker.watcherCount()).isZero();
        }
    }

    @Test
    void a_reload_in_the_middle_loses_neither_the_state_nor_the_window() {
        BreakerPolicy tenCalls = BreakerPolicy.builder().windowCalls(10).build();
        BreakerPolicy elevenCalls = BreakerPolicy.builder().windowCalls(11).build();
        for (int round = 0; round < ROUNDS; round++) {
            CircuitBreaker breaker = breaker(1);
            breaker.tryAcquire(0).onFailure(0, 0);

            Threads.race(3, thread -> {
                if (thread == 0) {
                    breaker.tryAcquire(5 * SECOND_NANOS).onSuccess(5 * SECOND_NANOS, 0);
                } else {
                    breaker.configure(thread == 1 ? tenCalls : elevenCalls, 0);
                }
            });

            assertThat(breaker.state(5 * SECOND_NANOS)).isEqualTo(CircuitState.CLOSED);
            for (int call = 0; call < 10; call++) {
                long nowNanos = (5 + 5 * call) * SECOND_NANOS;
                breaker.tryAcquire(nowNanos).onFailure(nowNanos, 0);
            }
            assertThat(breaker.state(50 * SECOND_NANOS))
                    .as("ten failures, which no window of 10 s would hold together")
                    .isEqualTo(CircuitState.OPEN);
        }
    }

    private CircuitBreaker breaker(int probes) {
        return new CircuitBreaker(
                BreakerFixture.twoFailures()
                        .consecutiveFailures(1)
                        .halfOpenProbes(probes)
                        .build(),
                ScriptedRandomness.fixed(0),
                (from, to, reason, openNanos) -> transitions.add(from + " to " + to));
    }

    private static void complete(Queue<Permit> probes, Consumer<Permit> result) {
        Threads.race(probes.size(), thread -> result.accept(probes.poll()));
    }
}
