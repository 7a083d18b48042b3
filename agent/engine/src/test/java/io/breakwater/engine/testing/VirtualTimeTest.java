package io.breakwater.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();

    @Test
    void wraps_around_and_differences_stay_right() {
        long start = time.nanoTime();

        time.advance(Duration.ofSeconds(2));

        assertThat(time.nanoTime()).isNegative();
        assertThat(time.nanoTime() - start).isEqualTo(2_000_000_000L);
    }

    @Test
    void runs_tasks_at_their_due_time_and_in_their_order() {
        long start = time.nanoTime();
        time.schedule(20, () -> log.add("late at " + (time.nanoTime() - start)));
        time.schedule(10, () -> {
            log.add("early at " + (time.nanoTime() - start));
            time.schedule(5, () -> log.add("nested at " + (time.nanoTime() - start)));
        });
        time.schedule(20, () -> log.add("second late one"));
        time.schedule(31, () -> log.add("never"));

        time.advanceNanos(30);

        assertThat(log).containsExactly("early at 10", "nested at 15", "late at 20", "second late one");
        assertThat(time.pendingTasks()).isEqualTo(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofNanos(30));
    }

    @Test
    void does_not_run_a_cancelled_task() {
        Timer.Handle handle = time.schedule(10, () -> log.add("cancelled"));

        handle.cancel();
        time.advanceNanos(20);

        assertThat(log).isEmpty();
    }

    @Test
    void a_wait_ends_when_a_task_opens_the_latch() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        time.schedule(10, latch::countDown);

        boolean opened = time.await(latch, 50);

        assertThat(opened).isTrue();
        assertThat(time.elapsed()).isEqualTo(Duration.ofNanos(10));
    }

    @Test
    void a_wait_ends_when_its_time_is_up() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        time.schedule(51, latch::countDown);

        boolean opened = time.await(latch, 50);

        assertThat(opened).isFalse();
        assertThat(time.elapsed()).isEqualTo(Duration.ofNanos(50));
    }

    @Test
    void an_interrupted_thread_does_not_wait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> time.await(new CountDownLatch(1), 50)).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(time.elapsed()).isZero();
    }

    @Test
    void an_endless_wait_for_nothing_is_an_error_of_the_test() {
        assertThatThrownBy(() -> time.await(new CountDownLatch(1), Long.MAX_VALUE))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_wall_clock_can_be_set_and_goes_on() {
        time.setEpochMillis(1_000);

        time.advance(Duration.ofMillis(5));

        assertThat(time.epochMillis()).isEqualTo(1_005);
    }
}
