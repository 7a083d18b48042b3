package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.time.Timer;
import java.lang.ref.WeakReference;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DaemonTimerTest {
    private static final InheritableThreadLocal<String> OF_THE_APPLICATION = new InheritableThreadLocal<>();

    private final DaemonTimer timer = new DaemonTimer();
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        timer.close();
        OF_THE_APPLICATION.remove();
    }

    @Test
    void tasks_run_on_one_daemon_thread_with_nothing_of_the_application_in_it() throws Exception {
        OF_THE_APPLICATION.set("leak");

        timer.schedule(0, () -> {
            Thread thread = Thread.currentThread();
            ran.add(thread.getName() + " " + thread.isDaemon() + " " + thread.getContextClassLoader() + " "
                    + OF_THE_APPLICATION.get());
        });

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("breakwater-timer true null null");
    }

    @Test
    void a_cancelled_task_does_not_run() throws Exception {
        Timer.Handle cancelled = timer.schedule(TimeUnit.MILLISECONDS.toNanos(20), () -> ran.add("cancelled"));
        cancelled.cancel();

        timer.schedule(TimeUnit.MILLISECONDS.toNanos(40), () -> ran.add("later"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("later");
    }

    @Test
    void a_task_that_fails_does_not_stop_the_timer() throws Exception {
        timer.schedule(0, () -> {
            throw new IllegalStateException("a bug");
        });

        timer.schedule(0, () -> ran.add("next"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("next");
    }

    @Test
    void a_task_that_is_due_earlier_overtakes_one_that_waits() throws Exception {
        timer.schedule(TimeUnit.HOURS.toNanos(1), () -> ran.add("in an hour"));
        timer.schedule(TimeUnit.MILLISECONDS.toNanos(100), () -> ran.add("second"));
        timer.schedule(TimeUnit.MILLISECONDS.toNanos(20), () -> ran.add("first"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
        assertThat(ran).isEmpty();
    }

    @Test
    void no_task_runs_before_it_is_due() throws Exception {
        long startNanos = System.nanoTime();

        timer.schedule(TimeUnit.MILLISECONDS.toNanos(50), () -> ran.add(Long.toString(System.nanoTime() - startNanos)));

        assertThat(Long.parseLong(ran.poll(10, TimeUnit.SECONDS)))
                .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }

    @Test
    void a_delay_without_end_is_none_to_the_others() throws Exception {
        timer.schedule(Long.MAX_VALUE, () -> ran.add("never"));
        timer.schedule(-1, () -> ran.add("at once"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("at once");
    }

    @Test
    void what_a_cancelled_task_refers_to_is_let_go_at_once() {
        WeakReference<byte[]> reference = scheduleAndCancel(new byte[1000]);

        Collected.await(reference);
    }

    private WeakReference<byte[]> scheduleAndCancel(byte[] captured) {
        timer.schedule(TimeUnit.HOURS.toNanos(1), () -> ran.add("size " + captured.length))
                .cancel();
        return new WeakReference<>(captured);
    }

    @Test
    void tasks_that_are_cancelled_at_once_hardly_wake_the_thread() throws Exception {
        long startNanos = System.nanoTime();
        int calls = 0;
        for (; System.nanoTime() - startNanos < TimeUnit.MILLISECONDS.toNanos(500); calls++) {
            timer.schedule(TimeUnit.SECONDS.toNanos(10), () -> ran.add("cancelled"))
                    .cancel();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50)); // as long as a fast call
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);

        assertThat(timer.rounds())
                .isLessThan((int) (2 * millis / 50) + calls / 4096 + 10)
                .isLessThan(calls / 4);
    }

    /** Cancelled or not, from many threads at once: each runs once, or not at all. */
    @Test
    void tasks_of_many_threads_run_once_each() throws Exception {
        int threads = 4;
        int each = 50_000;
        AtomicInteger kept = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads);
        for (int thread = 0; thread < threads; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            boolean keep = i % 100 == 0;
                            Timer.Handle handle = timer.schedule(
                                    keep ? i : TimeUnit.SECONDS.toNanos(10),
                                    keep ? kept::incrementAndGet : () -> ran.add("cancelled"));
                            if (!keep) {
                                handle.cancel();
                            }
                        }
                        done.countDown();
                    })
                    .start();
        }

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        timer.schedule(TimeUnit.MILLISECONDS.toNanos(1), () -> ran.add("last"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("last");
        assertThat(kept).hasValue(threads * each / 100);
        assertThat(ran).isEmpty();
    }

    @Test
    void a_closed_timer_refuses_whoever_would_wait() {
        timer.close();

        assertThatThrownBy(() -> timer.schedule(TimeUnit.SECONDS.toNanos(1), new Waiting(ran)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ran).isEmpty();
    }

    /** An object that the application still holds may have something to let go of. */
    @Test
    void a_closed_timer_has_run_elsewhere_what_is_to_run_at_once_and_drops_limits() throws Exception {
        timer.close();

        timer.schedule(TimeUnit.MILLISECONDS.toNanos(1), () -> ran.add("a limit"));
        timer.schedule(0, () -> ran.add("at once"));

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("at once");
        assertThat(ran.poll(20, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whoever_waits_when_the_timer_closes_is_told_and_limits_are_dropped() throws Exception {
        timer.schedule(TimeUnit.HOURS.toNanos(1), () -> ran.add("a limit"));
        timer.schedule(TimeUnit.HOURS.toNanos(1), new Waiting(ran));

        timer.close();

        assertThat(ran.poll(10, TimeUnit.SECONDS)).isEqualTo("abandoned");
        timer.join(10_000);
        assertThat(ran).isEmpty();
    }

    @Test
    void only_what_a_call_depends_on_is_counted_as_needed() throws Exception {
        assertThat(timer.neededTasks(TimeUnit.SECONDS.toNanos(10))).isZero();

        timer.schedule(TimeUnit.HOURS.toNanos(1), () -> ran.add("a limit"));
        timer.schedule(TimeUnit.HOURS.toNanos(1), () -> ran.add("cancelled")).cancel();
        timer.schedule(TimeUnit.HOURS.toNanos(1), new Waiting(ran));
        timer.schedule(TimeUnit.HOURS.toNanos(1), new Keeping(false));
        timer.schedule(TimeUnit.HOURS.toNanos(1), new Keeping(true));

        assertThat(timer.neededTasks(TimeUnit.SECONDS.toNanos(10))).isEqualTo(3);
    }

    /** Somebody's wait. */
    private static final class Waiting implements Timer.Wait {
        private final BlockingQueue<String> told;

        Waiting(BlockingQueue<String> told) {
            this.told = told;
        }

        @Override
        public void run() {
            told.add("over");
        }

        @Override
        public void abandon() {
            told.add("abandoned");
        }
    }

    /** Something that is looked after now and then. */
    private static final class Keeping implements Timer.Upkeep {
        private final boolean needed;

        Keeping(boolean needed) {
            this.needed = needed;
        }

        @Override
        public boolean isNeeded() {
            return needed;
        }

        @Override
        public void run() {}
    }
}
