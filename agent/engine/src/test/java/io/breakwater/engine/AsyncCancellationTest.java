package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.policy.BackoffPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever cancels the future, in whatever state the call is, ends the call; and a cancelled call counts for nothing. */
class AsyncCancellationTest {
    private final World world = new World().breakerAfter(3).places(1, 1_000);
    private final ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

    @AfterEach
    void nothing_stays_taken() {
        world.time.advanceNanos(ms(2_000));
        assertThat(world.time.pendingTasks()).isZero();
        assertThat(world.guard().bulkhead().concurrentCalls()).isZero();
        assertThat(world.guard().bulkhead().waitingCalls()).isZero();
        assertThat(world.guard().breaker().watcherCount()).isZero();
    }

    private CompletableFuture<Answer> start() {
        return AsyncRunner.run(world.guard(), call.async());
    }

    private void occupyForMillis(long millis) {
        assertThat(world.guard().bulkhead().tryAcquire()).isTrue();
        world.time.schedule(ms(millis), () -> world.guard().bulkhead().release());
    }

    /** Trap 39. */
    @Test
    void cancelling_an_attempt_reaches_the_client_and_frees_the_place() {
        CompletableFuture<Answer> future = start();
        world.time.advanceNanos(ms(5));

        assertThat(future.cancel(true)).isTrue();

        assertThat(call.log).containsExactly("send 1", "abort 1");
        assertThat(world.guard().bulkhead().concurrentCalls()).isZero();
        assertThat(world.time.pendingTasks()).isZero();
    }

    /** Trap 39. */
    @Test
    void cancelling_a_backoff_ends_it() {
        CompletableFuture<Answer> future = start();
        world.time.advanceNanos(ms(50));

        assertThat(future.cancel(true)).isTrue();

        assertThat(world.time.pendingTasks()).isZero();
        world.time.advanceNanos(ms(1_000));
        assertThat(call.log).containsExactly("send 1");
    }

    /** Trap 39. */
    @Test
    void cancelling_a_wait_for_a_place_leaves_the_queue() {
        occupyForMillis(500);
        CompletableFuture<Answer> future = start();
        assertThat(world.guard().bulkhead().waitingCalls()).isEqualTo(1);

        assertThat(future.cancel(true)).isTrue();

        assertThat(world.guard().bulkhead().waitingCalls()).isZero();
        world.time.advanceNanos(ms(1_000));
        assertThat(call.log).isEmpty();
    }

    /** Between the end of a wait and the next step, in the hands of the client's executor. */
    @Test
    void cancelling_while_the_executor_has_not_gone_on_gives_the_granted_place_back() {
        occupyForMillis(100);
        Runnable[] handedOver = new Runnable[1];
        call.executor = task -> handedOver[0] = task;
        CompletableFuture<Answer> future = start();
        world.time.advanceNanos(ms(100));

        future.cancel(true);
        handedOver[0].run();

        assertThat(call.log).isEmpty();
        assertThat(world.guard().bulkhead().concurrentCalls()).isZero();
    }

    @Test
    void cancelling_while_the_client_is_sending_aborts_what_it_sent() {
        CompletableFuture<?>[] future = new CompletableFuture<?>[1];
        call.during(2, () -> future[0].cancel(true));
        future[0] = start();

        world.time.advanceNanos(ms(1_000));

        assertThat(call.log).containsExactly("send 1", "send 2", "abort 2");
    }

    /** Trap 38. */
    @Test
    void cancelled_calls_are_no_failures() {
        for (int i = 0; i < 100; i++) {
            start().cancel(true);
        }

        assertThat(world.guard().breaker().state(world.time.nanoTime())).isEqualTo(CircuitState.CLOSED);
        assertThat(call.sends()).isEqualTo(100);
    }

    /** Trap 37. */
    @Test
    void a_cancelled_probe_makes_room_for_another() {
        world.openBreaker();
        world.time.advanceNanos(ms(1_200));
        start().cancel(true);

        Ending ending = Runner.ASYNC.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(ending.status()).isEqualTo(200);
        assertThat(world.guard().breaker().state(world.time.nanoTime())).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void cancelling_without_interruption_leaves_the_attempt_alone_and_stops_the_retry() {
        CompletableFuture<Answer> future = start();

        assertThat(future.cancel(false)).isTrue();

        assertThat(world.guard().bulkhead().concurrentCalls()).isEqualTo(1);
        world.time.advanceNanos(ms(1_000));
        assertThat(call.log).containsExactly("send 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 50})
    void a_future_that_is_completed_from_outside_stops_the_retry(long millis) {
        CompletableFuture<Answer> future = start();
        Answer own = new Answer(Reply.status(204), false);
        world.time.advanceNanos(ms(millis));

        assertThat(future.complete(own)).isTrue();

        world.time.advanceNanos(ms(1_000));
        assertThat(future).isCompletedWithValue(own);
        assertThat(call.log).containsExactly("send 1");
    }

    @Test
    void a_future_that_is_completed_from_outside_while_it_waits_for_a_place_sends_nothing() {
        occupyForMillis(100);
        CompletableFuture<Answer> future = start();

        future.completeExceptionally(new IllegalStateException("enough"));

        world.time.advanceNanos(ms(1_000));
        assertThat(call.log).isEmpty();
    }

    @Test
    void cancelling_after_the_end_has_no_effect() {
        CompletableFuture<Answer> future = start();
        world.time.advanceNanos(ms(1_000));

        assertThat(future.cancel(true)).isFalse();
        assertThat(call.log).containsExactly("send 1", "send 2");
    }

    @Test
    void cancelling_the_plain_call_reaches_it() {
        world.faults.arm(Point.PREPARE, new LinkageError("bug"));
        ScriptedCall plain = new ScriptedCall(world, Reply.status(200).takesMillis(500));
        CompletableFuture<Answer> future = AsyncRunner.run(world.guard(), plain.async());

        assertThat(future.cancel(true)).isTrue();

        assertThat(plain.plainFuture).isCancelled();
    }

    @Test
    void dependents_cancel_the_call_where_the_client_has_it_so() {
        call.dependentsCancel = true;
        CompletableFuture<String> dependent =
                start().thenApply(Answer::toString).thenApply(text -> text + "!");

        dependent.cancel(true);

        assertThat(call.log).containsExactly("send 1", "abort 1");
    }

    @Test
    void dependents_that_are_cancelled_without_interruption_leave_the_call_alone() {
        call.dependentsCancel = true;
        start().thenApply(Answer::toString).cancel(false);

        world.time.advanceNanos(ms(1_000));

        assertThat(call.log).containsExactly("send 1", "send 2");
    }

    @Test
    void dependents_leave_the_call_alone_where_the_client_has_it_so() {
        start().thenApply(Answer::toString).cancel(true);

        world.time.advanceNanos(ms(1_000));

        assertThat(call.log).containsExactly("send 1", "send 2");
    }

    /** Real threads: one begins the second attempt while another cancels, each round a little later. */
    @Test
    void cancelling_at_the_very_moment_of_the_next_attempt_leaks_nothing() throws Exception {
        world.retry.backoff(new BackoffPolicy(0, 1, 0, BackoffPolicy.Jitter.NONE));
        world.breakerAfter(Integer.MAX_VALUE);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 4_000; round++) {
                cancelSecondAttempt(other, round);
            }
        } finally {
            other.shutdownNow();
        }
    }

    private void cancelSecondAttempt(ExecutorService other, int round) throws Exception {
        AtomicBoolean sending = new AtomicBoolean();
        ScriptedCall raced = new ScriptedCall(world, Reply.status(503).takesMillis(0), Reply.silence());
        raced.during(2, () -> sending.set(true));
        raced.executor = other;
        CompletableFuture<Answer> future = AsyncRunner.run(world.guard(), raced.async());
        world.time.advanceNanos(1);
        int patience = round % 500;

        while (patience >= 0) {
            if (sending.get()) {
                patience--;
            }
        }
        future.cancel(true);

        other.submit(() -> {}).get(10, TimeUnit.SECONDS);
        assertThat(world.guard().bulkhead().concurrentCalls())
                .as("places taken, round %d", round)
                .isZero();
        assertThat(raced.log).as("round %d", round).containsExactly("send 1", "send 2", "abort 2");
    }
}
