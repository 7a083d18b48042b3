package io.breakwater.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ElsewhereTest {

    @Test
    void a_task_runs_in_a_daemon_thread_that_knows_the_applications_classes() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

        Elsewhere.run(() -> threads.add(Thread.currentThread()));

        Thread thread = threads.poll(10, TimeUnit.SECONDS);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
    }

    @Test
    void a_task_that_blocks_keeps_no_other_from_running() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try {
            for (int blocked = 0; blocked < 10; blocked++) {
                Elsewhere.run(() -> awaitQuietly(free));
            }

            Elsewhere.run(done::countDown);

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            free.countDown();
        }
    }

    /** Those who wait there may wait for what we are about to end. */
    @Test
    void a_common_pool_that_is_busy_keeps_no_task_from_running() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try {
            for (int busy = 0; busy < 2 * ForkJoinPool.getCommonPoolParallelism(); busy++) {
                ForkJoinPool.commonPool().execute(() -> awaitQuietly(free));
            }

            Elsewhere.run(done::countDown);

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            free.countDown();
        }
    }

    @Test
    void a_task_that_fails_is_the_business_of_nobody() throws Exception {
        CountDownLatch done = new CountDownLatch(1);

        Elsewhere.run(() -> {
            throw new IllegalStateException("a bug");
        });
        Elsewhere.run(done::countDown);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
