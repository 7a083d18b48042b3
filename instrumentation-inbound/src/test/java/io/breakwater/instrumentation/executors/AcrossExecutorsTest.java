package io.breakwater.instrumentation.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.instrumentation.server.InboundRules;
import io.breakwater.instrumentation.server.ServersEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a task works for, in each executor of the JDK. */
class AcrossExecutorsTest {
    private final ServersEngine engine = new ServersEngine(InboundRules.acrossExecutors());
    private final Caller caller = new Caller(Deadline.at(0), false, null);
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private final ForkJoinPool forkJoin = new ForkJoinPool(2);

    @AfterEach
    void stop() {
        engine.close();
        pool.shutdownNow();
        scheduler.shutdownNow();
        forkJoin.shutdownNow();
    }

    @Test
    void what_is_submitted_to_a_pool_works_for_its_sender() throws Exception {
        assertThat(asCaller(() -> pool.submit(engine::current)).get()).isSameAs(caller);
        CompletableFuture<Caller> seen = new CompletableFuture<>();
        asCaller(() -> pool.submit(
                () -> { // a Runnable
                    seen.complete(engine.current());
                }));
        assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(caller);
        Callable<Caller> task = engine::current;
        for (Future<Caller> each : asCaller(() -> pool.invokeAll(Arrays.asList(task, task)))) {
            assertThat(each.get()).isSameAs(caller);
        }
        assertThat(asCaller(() -> pool.invokeAny(Arrays.asList(task)))).isSameAs(caller);

        assertNothingRemains(pool);
    }

    @Test
    void so_does_a_lambda_that_is_executed() throws Exception {
        CompletableFuture<Caller> seen = new CompletableFuture<>();

        asCaller(() -> {
            pool.execute(() -> seen.complete(engine.current()));
            return null;
        });

        assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(caller);
        assertNothingRemains(pool);
    }

    @Test
    void so_does_what_fails() throws Exception {
        Future<?> failed = asCaller(() -> pool.submit(() -> {
            throw new IllegalStateException("the task's own");
        }));

        assertThat(failed).failsWithin(10, TimeUnit.SECONDS);
        assertNothingRemains(pool);
    }

    @Test
    void a_completion_service_hands_it_on() throws Exception {
        ExecutorCompletionService<Caller> service = new ExecutorCompletionService<>(pool);

        asCaller(() -> service.submit(engine::current));

        assertThat(service.take().get()).isSameAs(caller);
    }

    @Test
    void so_do_completable_futures_over_any_of_them() throws Exception {
        assertThat(asCaller(() -> CompletableFuture.supplyAsync(engine::current))
                        .get())
                .isSameAs(caller);
        for (ExecutorService executor : Arrays.asList(pool, forkJoin, scheduler)) {
            assertThat(asCaller(() -> CompletableFuture.supplyAsync(engine::current, executor))
                            .get())
                    .as("%s", executor)
                    .isSameAs(caller);
            CompletableFuture<Caller> seen = new CompletableFuture<>();
            asCaller(() -> CompletableFuture.runAsync(() -> seen.complete(engine.current()), executor));
            assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(caller);
            assertThat(asCaller(() -> CompletableFuture.supplyAsync(() -> 1, executor)
                                    .thenApplyAsync(one -> engine.current(), executor))
                            .get())
                    .as("%s", executor)
                    .isSameAs(caller);
            assertNothingRemains(executor);
        }
    }

    @Test
    void a_stage_that_waits_works_for_whoever_completes_it() throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        CompletableFuture<Caller> inPool = first.thenApplyAsync(one -> engine.current(), pool);
        CompletableFuture<Caller> inForkJoin = first.thenApplyAsync(one -> engine.current(), forkJoin);

        asCaller(() -> first.complete(1));

        assertThat(inPool.get(10, TimeUnit.SECONDS)).isSameAs(caller);
        assertThat(inForkJoin.get(10, TimeUnit.SECONDS)).isSameAs(caller);
    }

    @Test
    void a_fork_join_pool_carries_what_it_is_given_from_outside() throws Exception {
        assertThat(asCaller(() -> forkJoin.submit((Callable<Caller>) engine::current))
                        .get())
                .isSameAs(caller);
        List<Caller> seen = new ArrayList<>();
        asCaller(() -> forkJoin.submit(() -> {
                    seen.add(engine.current());
                }))
                .get();
        assertThat(asCaller(() -> forkJoin.submit(
                                () -> {
                                    seen.add(engine.current());
                                },
                                "done"))
                        .get())
                .isEqualTo("done");
        CompletableFuture<Caller> executed = new CompletableFuture<>();
        asCaller(() -> {
            forkJoin.execute(() -> executed.complete(engine.current()));
            return null;
        });
        seen.add(executed.get(10, TimeUnit.SECONDS));

        assertThat(seen).containsExactly(caller, caller, caller);
        assertNothingRemains(forkJoin);
    }

    @Test
    void a_scheduler_carries_what_is_due_at_once() throws Exception {
        assertThat(asCaller(() -> scheduler.submit(engine::current)).get()).isSameAs(caller);
        assertThat(asCaller(() -> scheduler.schedule(engine::current, 0, TimeUnit.SECONDS))
                        .get())
                .isSameAs(caller);
        CompletableFuture<Caller> executed = new CompletableFuture<>();
        asCaller(() -> {
            scheduler.execute(() -> executed.complete(engine.current()));
            return null;
        });

        assertThat(executed.get(10, TimeUnit.SECONDS)).isSameAs(caller);
        assertNothingRemains(scheduler);
    }

    @Test
    void a_scheduler_does_not_carry_what_is_due_later_or_again() throws Exception {
        assertThat(asCaller(() -> scheduler.schedule(engine::current, 10, TimeUnit.MILLISECONDS))
                        .get())
                .isNull();
        CompletableFuture<Caller> repeated = new CompletableFuture<>();
        asCaller(() -> scheduler.scheduleAtFixedRate(() -> repeated.complete(engine.current()), 0, 1, TimeUnit.HOURS));

        assertThat(repeated.handle((seen, failure) -> seen == null && failure == null)
                        .get(10, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void each_submission_of_one_object_works_for_its_own_sender() throws Exception {
        List<Caller> seen = new ArrayList<>();
        Caller other = new Caller(Deadline.at(1), true, null);
        Runnable one = () -> {
            synchronized (seen) {
                seen.add(engine.current());
            }
        };
        pool.setCorePoolSize(1);
        pool.setMaximumPoolSize(1);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        pool.execute(gate::join);

        pool.execute(one);
        asCaller(() -> {
            pool.execute(one);
            return null;
        });
        try (Scope scope = engine.engine().context().enter(other, getClass())) {
            pool.execute(one);
        }
        gate.complete(null);
        pool.submit(() -> {}).get();

        assertThat(seen).containsExactly(null, caller, other);
    }

    @Test
    void a_pool_that_runs_in_the_callers_thread_leaves_that_as_it_was() throws Exception {
        ThreadPoolExecutor full = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
        CompletableFuture<Void> gate = new CompletableFuture<>();
        full.execute(gate::join);

        List<Caller> seen = asCaller(() -> {
            List<Caller> within = new ArrayList<>();
            full.execute(() -> within.add(engine.current()));
            within.add(engine.current());
            return within;
        });

        assertThat(seen).containsExactly(caller, caller);
        gate.complete(null);
        full.shutdown();
    }

    @Test
    void a_thread_for_each_task_carries_it() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        try (AutoCloseable closed = virtualThreads()) {
            ExecutorService threads = (ExecutorService) closed;
            assertThat(asCaller(() -> threads.submit((Callable<Caller>) engine::current))
                            .get())
                    .isSameAs(caller);
            CompletableFuture<Caller> submitted = new CompletableFuture<>();
            asCaller(() -> threads.submit(() -> {
                submitted.complete(engine.current());
            }));
            CompletableFuture<Caller> executed = new CompletableFuture<>();
            asCaller(() -> {
                threads.execute(() -> executed.complete(engine.current()));
                return null;
            });
            assertThat(submitted.get(10, TimeUnit.SECONDS)).isSameAs(caller);
            assertThat(executed.get(10, TimeUnit.SECONDS)).isSameAs(caller);
            assertThat(asCaller(() -> CompletableFuture.supplyAsync(engine::current, threads))
                            .get())
                    .isSameAs(caller);
        }
    }

    @Test
    void nothing_is_carried_where_nothing_is_to_be_carried() throws Exception {
        assertThat(pool.submit(engine::current).get()).isNull();
        try (ServersEngine without = new ServersEngine(InboundRules.read());
                Scope scope = without.engine().context().enter(caller, getClass())) {
            assertThat(pool.submit(without::current).get()).isNull();
            assertThat(CompletableFuture.supplyAsync(without::current).get()).isNull();
            assertThat(forkJoin.submit((Callable<Caller>) without::current).get())
                    .isNull();
        }
    }

    @Test
    void no_bug_of_ours_is_seen() throws Exception {
        so_do_completable_futures_over_any_of_them();

        assertThat(engine.interventions(InterventionKind.FAIL_OPEN)).isEmpty();
    }

    private static AutoCloseable virtualThreads() throws ReflectiveOperationException {
        return (AutoCloseable)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private <T> T asCaller(Callable<T> task) throws Exception {
        try (Scope scope = engine.engine().context().enter(caller, getClass())) {
            return task.call();
        }
    }

    /** Asks each thread of the pool, by tasks of nobody that wait for each other. */
    private void assertNothingRemains(ExecutorService executor) throws Exception {
        int threads = executor == scheduler ? 1 : 2;
        java.util.concurrent.CountDownLatch all = new java.util.concurrent.CountDownLatch(threads);
        List<Future<Caller>> remains = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            remains.add(executor.submit(() -> {
                all.countDown();
                all.await(10, TimeUnit.SECONDS);
                return engine.current();
            }));
        }
        for (Future<Caller> each : remains) {
            assertThat(each.get()).isNull();
        }
    }
}
