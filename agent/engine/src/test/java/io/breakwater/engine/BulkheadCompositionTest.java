package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.bulkhead.Bulkhead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A place in the bulkhead is held by an attempt: not in a backoff, not after the end. */
class BulkheadCompositionTest {
    private final World world = new World();

    private Bulkhead bulkhead() {
        return world.guard().bulkhead();
    }

    @AfterEach
    void nothing_is_held_in_the_end() {
        assertThat(bulkhead().waitingCalls()).isZero();
        assertThat(bulkhead().concurrentCalls()).isZero();
    }

    private void occupyForMillis(long millis) {
        assertThat(bulkhead().tryAcquire()).isTrue();
        world.time.schedule(ms(millis), () -> bulkhead().release());
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_place_is_free_during_the_backoff(Runner runner) {
        world.places(1, 0);
        List<Integer> taken = new ArrayList<>();
        world.time.schedule(ms(5), () -> taken.add(bulkhead().concurrentCalls()));
        world.time.schedule(ms(60), () -> taken.add(bulkhead().concurrentCalls()));
        world.time.schedule(ms(115), () -> taken.add(bulkhead().concurrentCalls()));

        runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(200)));

        assertThat(taken).containsExactly(1, 0, 1);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_full_bulkhead_refuses_at_once_where_nobody_may_wait(Runner runner) {
        world.places(1, 0);
        occupyForMillis(50);

        Ending ending = runner.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(ending.rejection())
                .isEqualTo("bulkhead of inventory:8080 is full: the only place is taken [bulkhead:4]");
        assertThat(ending.millis).isZero();
        assertThat(world.log()).containsExactly("bulkhead-full@0");
        world.time.advanceNanos(ms(50));
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void waits_for_a_place(Runner runner) {
        world.places(1, 100);
        occupyForMillis(60);
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));

        assertThat(runner.run(world, call).status()).isEqualTo(200);
        assertThat(call.sentAtMillis).containsExactly(60L);
        assertThat(world.log()).isEmpty();
        assertThat(world.time.pendingTasks()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void waits_no_longer_than_it_may(Runner runner) {
        world.places(1, 100);
        occupyForMillis(150);

        Ending ending = runner.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(ending.rejection()).contains("is full");
        assertThat(ending.millis).isEqualTo(100);
        world.time.advanceNanos(ms(50));
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void waits_no_longer_than_an_attempt_still_makes_sense(Runner runner) {
        world.places(1, 10_000);
        world.timeouts.totalNanos(ms(300));
        occupyForMillis(1_000);
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.rejection()).contains("is full");
        assertThat(ending.millis).isEqualTo(290);
        assertThat(call.log).isEmpty();
        world.time.advanceNanos(ms(1_000));
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_place_that_comes_after_the_end_of_the_call_is_given_back(Runner runner) {
        world.places(1, 100);
        world.timeouts.totalNanos(ms(200));
        world.pause = (latch, nanos) -> {
            boolean granted = world.time.await(latch, nanos);
            world.time.advanceNanos(ms(500));
            return granted;
        };
        occupyForMillis(60);
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));
        call.executor = task -> world.time.schedule(ms(500), task);

        assertThat(runner.run(world, call).rejection()).contains("is full");
        assertThat(call.log).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_retry_that_finds_no_place_gives_the_earlier_answer(Runner runner) {
        world.places(1, 0);
        Reply first = Reply.status(503);
        world.time.schedule(ms(50), () -> occupyForMillis(100));

        Ending ending = runner.run(world, new ScriptedCall(world, first, Reply.status(200)));

        assertThat(ending.answer().reply).isSameAs(first);
        assertThat(ending.answer().isDelivered).isTrue();
        assertThat(world.log()).containsExactly("retry@1", "bulkhead-full@1");
        world.time.advanceNanos(ms(100));
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_retry_waits_for_a_place_like_any_attempt(Runner runner) {
        world.places(1, 100);
        world.time.schedule(ms(50), () -> occupyForMillis(100));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

        assertThat(runner.run(world, call).status()).isEqualTo(200);
        assertThat(call.sentAtMillis).containsExactly(0L, 150L);
    }

    @Test
    void places_are_given_in_the_order_of_arrival() {
        world.places(2, 1_000);
        occupyForMillis(100);
        occupyForMillis(100);
        ScriptedCall first = new ScriptedCall(world, Reply.status(200).takesMillis(50));
        ScriptedCall second = new ScriptedCall(world, Reply.status(200).takesMillis(20));
        CompletableFuture<Answer> firstFuture = AsyncRunner.run(world.guard(), first.async());
        CompletableFuture<Answer> secondFuture = AsyncRunner.run(world.guard(), second.async());

        world.time.advanceNanos(ms(200));

        assertThat(Arrays.asList(firstFuture, secondFuture)).allMatch(CompletableFuture::isDone);
        assertThat(first.sentAtMillis).containsExactly(100L);
        assertThat(second.sentAtMillis).containsExactly(100L);
    }

    @Test
    void nobody_gets_in_while_somebody_waits() {
        world.places(1, 1_000);
        occupyForMillis(100);
        ScriptedCall first = new ScriptedCall(world, Reply.status(200).takesMillis(50));
        ScriptedCall second = new ScriptedCall(world, Reply.status(200).takesMillis(50));
        CompletableFuture<Answer> future = AsyncRunner.run(world.guard(), first.async());

        world.time.schedule(ms(100), () -> {});
        world.time.advanceNanos(ms(110));
        Ending ending = Runner.BLOCKING.run(world, second);

        assertThat(future).isDone();
        assertThat(first.sentAtMillis).containsExactly(100L);
        assertThat(second.sentAtMillis).containsExactly(150L);
        assertThat(ending.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_queue_is_as_long_as_there_are_places(Runner runner) {
        world.places(1, 1_000);
        occupyForMillis(100);
        CompletableFuture<Answer> queued =
                AsyncRunner.run(world.guard(), new ScriptedCall(world, Reply.status(200)).async());

        Ending ending = runner.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(ending.rejection()).contains("is full");
        assertThat(ending.millis).isZero();
        world.time.advanceNanos(ms(200));
        assertThat(queued).isCompleted();
    }

    @Test
    void a_call_that_waited_goes_on_in_the_executor_of_its_client() {
        world.places(1, 1_000);
        occupyForMillis(100);
        List<Runnable> handedOver = new ArrayList<>();
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));
        call.executor = handedOver::add;
        CompletableFuture<Answer> future = AsyncRunner.run(world.guard(), call.async());

        world.time.advanceNanos(ms(100));

        assertThat(call.log)
                .as("nothing runs in the thread that released the place")
                .isEmpty();
        handedOver.get(0).run();
        world.time.advanceNanos(ms(10));
        assertThat(future).isCompleted();
    }

    @Test
    void what_the_client_throws_after_a_wait_ends_the_future() {
        world.places(1, 1_000);
        occupyForMillis(100);
        IllegalStateException clientsOwn = new IllegalStateException("closed");
        ScriptedCall call = new ScriptedCall(world, Reply.status(200)).during(1, () -> {
            throw clientsOwn;
        });

        Ending ending = Runner.ASYNC.run(world, call);

        assertThat(ending.thrown()).isSameAs(clientsOwn);
        assertThat(ending.millis).isEqualTo(100);
    }

    @Test
    void what_the_client_throws_before_any_wait_is_thrown() {
        IllegalArgumentException clientsOwn = new IllegalArgumentException("no URI");
        world.places(1, 1_000);
        ScriptedCall call = new ScriptedCall(world, Reply.status(200)).during(1, () -> {
            throw clientsOwn;
        });

        for (Runner runner : Runner.values()) {
            assertThat(runner.run(world, call).thrown()).isSameAs(clientsOwn);
        }
    }
}
