package io.breakwater.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptGateTest {
    private final AttemptGate gate = new AttemptGate();

    @Test
    void decisions_are_made_until_the_attempt_ends() {
        assertThat(gate.enter()).isTrue();
        gate.leave();
        assertThat(gate.enter()).isTrue();
        gate.leave();

        assertThat(gate.close()).isTrue();

        assertThat(gate.enter()).isFalse();
        assertThat(gate.isClosed()).isTrue();
        assertThat(gate.isCut()).isFalse();
    }

    @Test
    void an_attempt_ends_once_and_by_the_first_who_says_so() {
        assertThat(gate.cut()).isTrue();

        assertThat(gate.close()).isFalse();
        assertThat(gate.cut()).isFalse();
        assertThat(gate.isCut()).isTrue();
        assertThat(gate.isClosed()).isTrue();
    }

    @Test
    void the_end_waits_for_a_decision_that_is_under_way() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        CountDownLatch ending = new CountDownLatch(1);
        try {
            assertThat(gate.enter()).isTrue();
            Future<Boolean> end = other.submit(() -> {
                ending.countDown();
                return gate.close();
            });
            assertThat(ending.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(gate.isClosed()).isFalse();
            assertThat(end.isDone()).isFalse();

            gate.leave();

            assertThat(end.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void of_many_who_end_an_attempt_one_does() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger ended = new AtomicInteger();
        try {
            for (int i = 0; i < 1_000; i++) {
                AttemptGate contended = new AttemptGate();
                CountDownLatch start = new CountDownLatch(1);
                CountDownLatch done = new CountDownLatch(4);
                for (int thread = 0; thread < 4; thread++) {
                    boolean cuts = thread % 2 == 0;
                    threads.execute(() -> {
                        awaitQuietly(start);
                        if (cuts ? contended.cut() : contended.close()) {
                            ended.incrementAndGet();
                        }
                        done.countDown();
                    });
                }
                start.countDown();
                assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ended).hasValue(1_000);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
