package io.breakwater.instrumentation.executors;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.instrumentation.server.InboundRules;
import io.breakwater.instrumentation.server.ServersEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the application sees of its own tasks while their caller is carried. */
class TaskIdentityTest {
    private final ServersEngine engine = new ServersEngine(InboundRules.acrossExecutors());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<ThreadPoolExecutor> pools = new ArrayList<>();
    private Scope scope;

    @BeforeEach
    void work_for_somebody() {
        scope = engine.engine().context().enter(new Caller(Deadline.at(0), false, null), getClass());
    }

    @AfterEach
    void stop() {
        scope.close();
        engine.close();
        gate.countDown();
        pools.forEach(ThreadPoolExecutor::shutdownNow);
    }

    @Test
    void remove_finds_the_task_that_was_given() {
        ThreadPoolExecutor pool = busy(new LinkedBlockingQueue<>());
        Runnable task = () -> {};
        Runnable another = () -> {};
        pool.execute(task);

        assertThat(pool.remove(another)).isFalse();
        assertThat(pool.remove(task)).isTrue();
        assertThat(pool.getQueue()).isEmpty();
    }

    @Test
    void shutdown_gives_back_the_tasks_that_were_given() {
        ThreadPoolExecutor pool = busy(new LinkedBlockingQueue<>());
        Runnable lambda = () -> {};
        Runnable named = new Named();
        pool.execute(lambda);
        pool.execute(named);
        Future<?> submitted = pool.submit(lambda);

        assertThat(pool.shutdownNow()).containsExactly(lambda, named, (Runnable) submitted);
    }

    @Test
    void purge_finds_what_was_cancelled() {
        ThreadPoolExecutor pool = busy(new LinkedBlockingQueue<>());
        pool.submit(() -> {}).cancel(false);

        pool.purge();

        assertThat(pool.getQueue()).isEmpty();
    }

    @Test
    void a_queue_that_compares_gets_the_tasks_themselves() {
        ThreadPoolExecutor pool = busy(new PriorityBlockingQueue<>());
        Named first = new Named();
        Named second = new Named();

        pool.execute(first);
        pool.execute(second);

        assertThat(pool.getQueue()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void a_task_of_a_class_with_a_name_is_never_another() {
        ThreadPoolExecutor pool = busy(new LinkedBlockingQueue<>());
        Named task = new Named();

        pool.execute(task);

        assertThat(pool.getQueue()).containsExactly(task);
    }

    @Test
    void an_applications_own_handler_gets_the_task_that_was_given() {
        ThreadPoolExecutor pool = busy(new LinkedBlockingQueue<>(1));
        List<Runnable> rejected = new ArrayList<>();
        pool.setRejectedExecutionHandler((task, of) -> rejected.add(task));
        Runnable lambda = () -> {};
        pool.execute(lambda);

        pool.execute(lambda);

        assertThat(rejected).containsExactly(lambda);
    }

    @Test
    void an_applications_own_pool_sees_the_tasks_that_were_given() throws InterruptedException {
        List<Runnable> run = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>()) {
            @Override
            public void execute(Runnable task) {
                super.execute(task);
            }

            @Override
            protected void afterExecute(Runnable task, Throwable failure) {
                run.add(task);
                done.countDown();
            }
        };
        pools.add(pool);
        Runnable lambda = () -> {};
        List<Caller> seen = new ArrayList<>();

        pool.execute(lambda);
        Future<?> submitted = pool.submit(() -> {
            seen.add(engine.current());
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(run).containsExactly(lambda, (Runnable) submitted);
        assertThat(seen).doesNotContainNull().hasSize(1);
    }

    @Test
    void a_rejection_names_the_task_that_was_given() {
        ThreadPoolExecutor pool = busy(new LinkedBlockingQueue<>());
        pool.shutdown();
        Runnable lambda = () -> {};

        RejectedExecutionException rejection = null;
        try {
            pool.execute(lambda);
        } catch (RejectedExecutionException expected) {
            rejection = expected;
        }

        assertThat(rejection).isNotNull();
        assertThat(rejection.getMessage()).startsWith("Task " + lambda + " rejected");
    }

    /** One thread, which waits. */
    private ThreadPoolExecutor busy(BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, queue);
        pools.add(pool);
        pool.execute(new Waiting(gate));
        assertThat(pool.getPoolSize()).isEqualTo(1);
        return pool;
    }

    private static final class Waiting implements Runnable {
        private final CountDownLatch gate;

        Waiting(CountDownLatch gate) {
            this.gate = gate;
        }

        @Override
        public void run() {
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Named implements Runnable, Comparable<Named> {
        @Override
        public void run() {}

        @Override
        public int compareTo(Named other) {
            return 0;
        }
    }
}
