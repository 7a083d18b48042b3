package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In observe mode each policy tells what it would have done, once, and the call is what it is without us. */
class ObserveModeTest {
    private final World world = new World();

    private void observeAll() {
        world.timeouts.mode(Mode.OBSERVE);
        world.retry.mode(Mode.OBSERVE);
        world.breaker.mode(Mode.OBSERVE);
        world.bulkhead = new BulkheadPolicy(Mode.OBSERVE, 1, ms(100), "bulkhead:4");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_retry_is_told_and_not_made(Runner runner) {
        observeAll();
        Reply first = Reply.status(503);
        ScriptedCall call = new ScriptedCall(world, first, Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.answer().reply).isSameAs(first);
        assertThat(ending.answer().isDelivered).isFalse();
        assertThat(ending.millis).isEqualTo(10);
        assertThat(world.log()).containsExactly("would retry@1");
        assertThat(world.events.get(0).waitNanos()).isEqualTo(ms(100));
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_retry_that_there_would_be_no_budget_for_is_told(Runner runner) {
        observeAll();
        world.retry.budget(new BudgetPolicy(0, ms(10_000), 0));

        assertThat(runner.run(world, new ScriptedCall(world, Reply.status(503))).status())
                .isEqualTo(503);
        assertThat(world.log()).containsExactly("would retry-budget-exhausted@1");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_early_question_is_answered_with_no(Runner runner) {
        observeAll();
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));
        call.asksEarly = true;

        assertThat(runner.run(world, call).status()).isEqualTo(503);
        assertThat(call.earlyVerdicts).containsExactly(false);
        assertThat(world.log()).containsExactly("would retry@1");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_open_breaker_is_told_and_lets_through(Runner runner) {
        observeAll();
        world.breaker.consecutiveFailures(1);
        world.openBreaker();

        assertThat(runner.run(world, new ScriptedCall(world, Reply.status(200))).status())
                .isEqualTo(200);
        assertThat(world.log()).containsExactly("would circuit-open@0");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_breaker_counts_although_it_is_only_observed(Runner runner) {
        observeAll();
        world.retry.mode(Mode.DISABLED);
        world.breaker.consecutiveFailures(3);

        for (int i = 0; i < 3; i++) {
            runner.run(world, new ScriptedCall(world, Reply.status(503)));
        }

        assertThat(world.guard().breaker().state(world.time.nanoTime())).isEqualTo(CircuitState.OPEN);
        assertThat(world.events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(InterventionKind.CIRCUIT_TRANSITION);
            assertThat(event.isEnforced()).isFalse();
        });
    }

    /** Who sleeps in an enforced backoff is not woken by a breaker that only observes. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_observed_breaker_wakes_nobody(Runner runner) {
        world.breaker.mode(Mode.OBSERVE).consecutiveFailures(2);
        world.time.schedule(ms(50), world::openBreaker);
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

        assertThat(runner.run(world, call).status()).isEqualTo(200);
        assertThat(call.sentAtMillis).containsExactly(0L, 110L);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_full_bulkhead_is_told_and_lets_through_at_once(Runner runner) {
        observeAll();
        world.guard().bulkhead().tryAcquire();

        Ending ending = runner.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(ending.status()).isEqualTo(200);
        assertThat(ending.millis).isEqualTo(10);
        assertThat(world.log()).containsExactly("would bulkhead-full@0");
        assertThat(world.guard().bulkhead().concurrentCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_attempt_that_takes_too_long_is_told_and_not_cut_off(Runner runner) {
        observeAll();
        world.timeouts.attemptNanos(ms(500));

        Ending ending =
                runner.run(world, new ScriptedCall(world, Reply.status(200).takesMillis(900)));

        assertThat(ending.status()).isEqualTo(200);
        assertThat(ending.millis).isEqualTo(900);
        assertThat(world.log()).containsExactly("would attempt-timeout@1");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_call_that_takes_too_long_is_told_and_not_cut_off(Runner runner) {
        observeAll();
        world.timeouts.responseNanos(ms(200)).totalNanos(ms(500));

        Ending ending =
                runner.run(world, new ScriptedCall(world, Reply.status(200).takesMillis(900)));

        assertThat(ending.millis).isEqualTo(900);
        assertThat(world.log()).containsExactly("would total-timeout@1");
    }

    /** Trap 25, observed: what enforce mode would leave alone is not told. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_attempt_with_a_timeout_of_its_own_would_not_have_been_cut_off(Runner runner) {
        observeAll();
        world.timeouts.attemptNanos(ms(500)).apply(io.breakwater.engine.policy.TimeoutPolicy.Apply.FILL);
        ScriptedCall call = new ScriptedCall(world, Reply.status(200).takesMillis(900));
        call.ownNanos = ms(60_000);

        runner.run(world, call);

        assertThat(world.log()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_disabled_policy_neither_acts_nor_tells(Runner runner) {
        world.timeouts.attemptNanos(ms(1)).totalNanos(ms(1)).mode(Mode.DISABLED);
        world.retry.mode(Mode.DISABLED);
        world.breaker.consecutiveFailures(1).mode(Mode.DISABLED);
        world.bulkhead = new BulkheadPolicy(Mode.ENFORCE, 100, 0, "bulkhead:4");

        for (int i = 0; i < 3; i++) {
            assertThat(runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(200)))
                            .status())
                    .isEqualTo(503);
        }

        assertThat(world.events).isEmpty();
    }

    @Test
    void where_every_policy_is_disabled_nothing_is_guarded() {
        World disabled = new World();
        Engine engine = new Engine(
                disabled.surroundings(), event -> {}, disabled.always((method, path) -> CallPolicy.DISABLED));

        assertThat(engine.guardFor(World.INVENTORY, "GET", "/")).isNull();
    }
}
