package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The breaker gates the call and accounts each attempt. */
class BreakerCompositionTest {
    private final World world = new World();

    private CircuitState state() {
        return world.guard().breaker().state(world.time.nanoTime());
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_open_breaker_refuses_before_anything_is_used(Runner runner) {
        world.breakerAfter(1).places(1, 0).openBreaker();
        double budget = world.guard().budget().balance(world.time.nanoTime());
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.rejection()).isEqualTo("circuit breaker of inventory:8080 is open [breaker:3]");
        assertThat(ending.millis).isZero();
        assertThat(call.log).isEmpty();
        assertThat(world.log()).containsExactly("circuit-open@0");
        assertThat(world.events.get(0).waitNanos()).isEqualTo(ms(1_100));
        assertThat(world.guard().budget().balance(world.time.nanoTime())).isEqualTo(budget);
        assertThat(world.guard().bulkhead().concurrentCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void each_attempt_is_accounted(Runner runner) {
        world.breakerAfter(4);
        runner.run(world, new ScriptedCall(world, Reply.status(503)));
        assertThat(state()).isEqualTo(CircuitState.CLOSED);

        runner.run(world, new ScriptedCall(world, Reply.status(503)));

        assertThat(state()).isEqualTo(CircuitState.OPEN);
        assertThat(world.log()).containsExactly("retry@1", "retry@2", "retry-circuit-open@1");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_success_in_between_counts_too(Runner runner) {
        world.breakerAfter(3);

        for (int i = 0; i < 5; i++) {
            runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(503), Reply.status(200)));
        }

        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void what_the_breaker_does_not_name_is_no_failure(Runner runner) {
        world.breakerAfter(1);

        for (Reply harmless :
                new Reply[] {Reply.status(500), Reply.status(404), Reply.status(429), Reply.notStarted()}) {
            runner.run(world, new ScriptedCall(world, harmless));
        }

        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    /** Trap 37: without a place to go back to, the breaker would stay half open for ever. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_probe_is_exactly_one_request(Runner runner) {
        world.breakerAfter(1).openBreaker();
        world.time.advanceNanos(ms(1_200));
        Reply failed = Reply.status(503);
        ScriptedCall probe = new ScriptedCall(world, failed);

        Ending ending = runner.run(world, probe);

        assertThat(ending.answer().reply).isSameAs(failed);
        assertThat(probe.sends()).isEqualTo(1);
        assertThat(state()).isEqualTo(CircuitState.OPEN);
        assertThat(world.log()).containsExactly("retry-circuit-open@1");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_probe_that_succeeds_closes_the_breaker(Runner runner) {
        world.breakerAfter(1).openBreaker();
        world.time.advanceNanos(ms(1_200));

        assertThat(runner.run(world, new ScriptedCall(world, Reply.status(200))).status())
                .isEqualTo(200);
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_probe_that_the_client_does_not_begin_says_nothing(Runner runner) {
        world.breakerAfter(1).openBreaker();
        world.time.advanceNanos(ms(1_200));

        runner.run(world, new ScriptedCall(world, Reply.notStarted()));

        assertThat(state()).isEqualTo(CircuitState.HALF_OPEN);
        assertThat(runner.run(world, new ScriptedCall(world, Reply.status(200))).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_attempt_that_was_judged_early_counts_once(Runner runner) {
        world.breakerAfter(2);
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));
        call.asksEarly = true;

        assertThat(runner.run(world, call).status()).isEqualTo(200);
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void nobody_watches_the_breaker_after_the_backoff(Runner runner) {
        world.breakerAfter(5);
        List<Integer> watchers = new ArrayList<>();
        world.time.schedule(ms(50), () -> watchers.add(world.guard().breaker().watcherCount()));

        runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(200)));

        assertThat(watchers).containsExactly(1);
        assertThat(world.guard().breaker().watcherCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void while_a_probe_is_under_way_others_are_refused(Runner runner) {
        world.breakerAfter(1).openBreaker();
        world.time.advanceNanos(ms(1_200));
        Ending[] other = new Ending[1];
        ScriptedCall probe = new ScriptedCall(world, Reply.status(200))
                .during(1, () -> other[0] = Runner.BLOCKING.run(world, new ScriptedCall(world, Reply.status(200))));

        assertThat(runner.run(world, probe).status()).isEqualTo(200);
        assertThat(other[0].rejection()).contains("is open");
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_refused_call_is_no_failure_of_the_destination(Runner runner) {
        world.breakerAfter(1).places(1, 0);
        world.guard().bulkhead().tryAcquire();

        for (int i = 0; i < 20; i++) {
            runner.run(world, new ScriptedCall(world, Reply.status(200))).rejection();
        }

        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void a_sleeper_wakes_when_the_breaker_opens_and_gets_his_last_outcome_without_blocking() {
        world.breakerAfter(3);
        world.retry.backoff(new BackoffPolicy(ms(10_000), 1, ms(10_000), BackoffPolicy.Jitter.NONE));
        Reply first = Reply.status(503);
        ScriptedCall call = new ScriptedCall(world, first, Reply.status(200));
        world.time.schedule(ms(500), world::openBreaker);

        Ending ending = Runner.ASYNC.run(world, call);

        assertThat(ending.millis).isEqualTo(500);
        assertThat(ending.answer().reply).isSameAs(first);
        assertThat(ending.answer().isDelivered).isTrue();
        assertThat(world.log()).containsExactly("retry-circuit-open@1");
        assertThat(world.time.pendingTasks()).as("no timer is left").isZero();
    }

    @Test
    void a_sleeping_thread_wakes_when_the_breaker_opens_in_another_and_gets_its_last_outcome() throws Exception {
        world.breakerAfter(3);
        world.retry.backoff(new BackoffPolicy(ms(10_000), 1, ms(10_000), BackoffPolicy.Jitter.NONE));
        CountDownLatch asleep = new CountDownLatch(1);
        world.pause = (latch, nanos) -> {
            asleep.countDown();
            // A real wait, for a thread that is woken by another one: 10 s if nobody wakes it.
            return latch.await(nanos, TimeUnit.NANOSECONDS);
        };
        Reply first = Reply.fails(FailureClass.RESET);
        ScriptedCall call = new ScriptedCall(world, first, Reply.status(200));
        CompletableFuture<Ending> ending = CompletableFuture.supplyAsync(() -> Runner.BLOCKING.run(world, call));
        assertThat(asleep.await(5, TimeUnit.SECONDS)).isTrue();

        world.openBreaker();

        assertThat(endingWithin5Seconds(ending).thrown()).isSameAs(first.failure);
        assertThat(call.sends()).isEqualTo(1);
    }

    private static Ending endingWithin5Seconds(CompletableFuture<Ending> ending) throws Exception {
        try {
            return ending.get(5, TimeUnit.SECONDS);
        } catch (TimeoutException stillAsleep) {
            throw new AssertionError("still asleep", stillAsleep);
        }
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void nobody_falls_asleep_for_a_breaker_that_is_open(Runner runner) {
        world.breakerAfter(2);
        ScriptedCall call = new ScriptedCall(world, Reply.status(503)).during(1, world::openBreaker);

        Ending ending = runner.run(world, call);

        assertThat(ending.millis).isEqualTo(10);
        assertThat(world.log()).containsExactly("retry-circuit-open@1");
    }

    /** The open duration is over when the failure of an older attempt comes in: the retry may be the probe. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_retry_that_may_be_the_probe_still_waits_for_its_backoff(Runner runner) {
        world.breakerAfter(2);
        ScriptedCall call = new ScriptedCall(
                        world, Reply.status(503).takesMillis(2_000).retryAfterMillis(400), Reply.status(200))
                .during(1, world::openBreaker);

        Ending ending = runner.run(world, call);

        assertThat(ending.status()).isEqualTo(200);
        assertThat(call.sentAtMillis).containsExactly(0L, 2_400L);
        assertThat(state()).isEqualTo(CircuitState.CLOSED);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_permit_is_taken_after_the_wait_for_a_place(Runner runner) {
        world.breakerAfter(2).places(1, 1_000);
        world.guard().bulkhead().tryAcquire();
        world.time.schedule(ms(300), () -> {
            world.openBreaker();
            world.guard().bulkhead().release();
        });
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.rejection()).contains("circuit breaker");
        assertThat(ending.millis).isEqualTo(300);
        assertThat(call.log).isEmpty();
        assertThat(world.guard().bulkhead().concurrentCalls()).isZero();
    }

    @Test
    void transitions_are_told_with_the_configuration_in_force() {
        world.breaker.mode(Mode.OBSERVE).consecutiveFailures(1);
        world.guard();
        world.breaker.mode(Mode.ENFORCE).origin("breaker:33");
        world.reload();

        Runner.BLOCKING.run(world, new ScriptedCall(world, Reply.status(503)));

        assertThat(world.events.stream()
                        .filter(event -> event.kind() == InterventionKind.CIRCUIT_TRANSITION)
                        .collect(Collectors.toList()))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.isEnforced()).isTrue();
                    assertThat(event.origin()).isEqualTo("breaker:33");
                    assertThat(event.reason()).isEqualTo("CLOSED -> OPEN: 1 consecutive failures");
                })
                .extracting(Intervention::method)
                .isEqualTo("");
    }

    /** Refused calls are not made, and so pay for no retries after the recovery. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void refused_calls_save_up_no_retries(Runner runner) {
        world.breakerAfter(1).openBreaker();
        double before = world.guard().budget().balance(world.time.nanoTime());

        for (int i = 0; i < 50; i++) {
            runner.run(world, new ScriptedCall(world, Reply.status(200)));
        }

        assertThat(world.guard().budget().balance(world.time.nanoTime())).isEqualTo(before);
    }
}
