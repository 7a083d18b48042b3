package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import java.io.IOException;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is repeated, how often, when, and what the application sees of it. */
class RetryCompositionTest {
    private final World world = new World();

    @ParameterizedTest
    @EnumSource(Runner.class)
    void success_is_returned_as_it_is(Runner runner) {
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.status()).isEqualTo(200);
        assertThat(call.log).containsExactly("send 1");
        assertThat(world.log()).isEmpty();
        assertThat(ending.millis).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void repeats_until_success_with_growing_backoff(Runner runner) {
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(502), Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.status()).isEqualTo(200);
        assertThat(call.log).containsExactly("send 1", "send 2", "send 3");
        assertThat(call.sentAtMillis).containsExactly(0L, 110L, 320L);
        assertThat(world.log()).containsExactly("retry@1", "retry@2");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void stops_at_max_attempts_and_gives_the_last_answer(Runner runner) {
        Reply last = Reply.status(504);
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(503), last, Reply.status(200));

        Ending ending = runner.run(world, call);

        assertThat(ending.answer().reply).isSameAs(last);
        assertThat(ending.answer().isDelivered).isFalse();
        assertThat(call.sends()).isEqualTo(3);
        assertThat(world.log()).containsExactly("retry@1", "retry@2");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void one_attempt_means_no_retry(Runner runner) {
        world.retry.maxAttempts(1);
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

        assertThat(runner.run(world, call).status()).isEqualTo(503);
        assertThat(world.log()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void what_was_never_sent_is_repeated_for_any_method(Runner runner) {
        ScriptedCall call = new ScriptedCall(
                        world,
                        Reply.fails(FailureClass.CONNECT_FAILURE),
                        Reply.fails(FailureClass.REFUSED_STREAM),
                        Reply.status(201))
                .method("POST");

        assertThat(runner.run(world, call).status()).isEqualTo(201);
        assertThat(call.sends()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureClass.class,
            names = {"RESET", "GATEWAY_ERROR", "ATTEMPT_TIMEOUT", "TOO_MANY_REQUESTS"})
    void what_may_have_had_an_effect_is_not_repeated_for_a_post(FailureClass failure) {
        for (Runner runner : Runner.values()) {
            Reply reply = Reply.fails(failure);
            ScriptedCall call = new ScriptedCall(world, reply, Reply.status(201)).method("POST");

            assertThat(runner.run(world, call).thrown()).isSameAs(reply.failure);
            assertThat(call.sends()).isEqualTo(1);
        }
        assertThat(world.log()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_post_is_repeated_where_the_configuration_says_that_the_server_allows_it(Runner runner) {
        world.retry.methods(Collections.singleton("POST"));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(201)).method("POST");

        assertThat(runner.run(world, call).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void idempotent_methods_are_repeated_after_a_reset(Runner runner) {
        for (String method : new String[] {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"}) {
            ScriptedCall call =
                    new ScriptedCall(world, Reply.fails(FailureClass.RESET), Reply.status(200)).method(method);

            assertThat(runner.run(world, call).status()).as(method).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void status_codes_can_be_named_one_by_one(Runner runner) {
        BitSet statuses = new BitSet();
        statuses.set(418);
        world.retry.retryOn(FailureMatcher.of(Collections.emptySet(), statuses));
        ScriptedCall teapot = new ScriptedCall(world, Reply.status(418), Reply.status(200));
        ScriptedCall unavailable = new ScriptedCall(world, Reply.status(503), Reply.status(200));

        assertThat(runner.run(world, teapot).status()).isEqualTo(200);
        assertThat(runner.run(world, unavailable).status()).isEqualTo(503);
        assertThat(world.events).extracting(event -> event.reason()).containsExactly("status 418, attempt 1 of 3");
    }

    /** Trap 2: a body that cannot be sent again. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void what_cannot_be_sent_again_is_sent_once_even_if_it_was_never_sent(Runner runner) {
        for (FailureClass failure : FailureClass.values()) {
            Reply reply = Reply.fails(failure);
            ScriptedCall call = new ScriptedCall(world, reply, Reply.status(200));
            call.isRepeatable = false;

            assertThat(runner.run(world, call).thrown()).isSameAs(reply.failure);
            assertThat(call.sends()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_failure_that_no_class_names_is_not_repeated(Runner runner) {
        IOException odd = new IOException("odd");
        ScriptedCall call = new ScriptedCall(world, Reply.other(odd), Reply.status(200));

        assertThat(runner.run(world, call).thrown()).isSameAs(odd);
    }

    /** Trap 12: the application catches what the client threw. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_last_failure_is_thrown_itself_with_all_earlier_ones_suppressed(Runner runner) {
        Reply first = Reply.fails(FailureClass.RESET);
        Reply second = Reply.fails(FailureClass.CONNECT_FAILURE);
        Reply last = Reply.fails(FailureClass.RESET);

        Throwable thrown =
                runner.run(world, new ScriptedCall(world, first, second, last)).thrown();

        assertThat(thrown).isSameAs(last.failure);
        assertThat(thrown.getSuppressed()).containsExactly(first.failure, second.failure);
    }

    /** Trap 12. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_failure_is_not_forgotten_because_an_answer_came_in_between(Runner runner) {
        Reply first = Reply.fails(FailureClass.RESET);
        Reply last = Reply.fails(FailureClass.RESET);

        Throwable thrown = runner.run(world, new ScriptedCall(world, first, Reply.status(503), last))
                .thrown();

        assertThat(thrown).isSameAs(last.failure);
        assertThat(thrown.getSuppressed()).containsExactly(first.failure);
    }

    /** Trap 12. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_client_that_throws_the_same_object_twice_makes_no_circle(Runner runner) {
        IOException shared = new IOException("shared");
        Reply other = Reply.fails(FailureClass.RESET);

        Throwable thrown = runner.run(
                        world,
                        new ScriptedCall(
                                world,
                                Reply.fails(FailureClass.RESET, shared),
                                other,
                                Reply.fails(FailureClass.RESET, shared)))
                .thrown();

        assertThat(thrown).isSameAs(shared);
        assertThat(thrown.getSuppressed()).containsExactly(other.failure);
        assertThat(other.failure.getSuppressed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_listener_learns_reason_wait_and_configuration_line(Runner runner) {
        runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(200)));

        assertThat(world.events).singleElement().satisfies(event -> {
            assertThat(event.reason()).isEqualTo("status 503, attempt 1 of 3");
            assertThat(event.waitNanos()).isEqualTo(ms(100));
            assertThat(event.origin()).isEqualTo("retry:2");
            assertThat(event.method()).isEqualTo("GET");
            assertThat(event.destination()).isEqualTo(World.INVENTORY);
        });
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_budget_is_shared_by_all_calls_of_a_destination(Runner runner) {
        world.retry.budget(new BudgetPolicy(0, ms(10_000), 0.2));

        int sends = 0;
        for (int i = 0; i < 5; i++) {
            ScriptedCall call = new ScriptedCall(world, Reply.status(503));
            runner.run(world, call);
            sends += call.sends();
        }

        assertThat(sends).as("five calls and the two retries of the floor").isEqualTo(7);
        assertThat(world.log())
                .containsExactly(
                        "retry@1",
                        "retry@2",
                        "retry-budget-exhausted@1",
                        "retry-budget-exhausted@1",
                        "retry-budget-exhausted@1",
                        "retry-budget-exhausted@1");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_call_pays_for_retries_once_however_many_attempts_it_takes(Runner runner) {
        world.retry.budget(new BudgetPolicy(100, ms(10_000), 0));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503));

        runner.run(world, call);

        assertThat(call.sends()).isEqualTo(2);
        assertThat(world.log()).containsExactly("retry@1", "retry-budget-exhausted@2");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_call_that_was_begun_before_has_paid_for_retries(Runner runner) {
        world.retry.budget(new BudgetPolicy(100, ms(10_000), 0));
        ScriptedCall continued = new ScriptedCall(world, Reply.status(503));
        continued.isContinuation = true;
        runner.run(world, continued);
        assertThat(world.log()).containsExactly("retry-budget-exhausted@1");
        runner.run(world, new ScriptedCall(world, Reply.status(200)));

        runner.run(world, continued);

        assertThat(world.log()).containsExactly("retry-budget-exhausted@1", "retry@1", "retry-budget-exhausted@2");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void the_budget_of_another_destination_is_its_own(Runner runner) {
        world.retry.budget(new BudgetPolicy(0, ms(10_000), 0.1));
        runner.run(world, new ScriptedCall(world, Reply.status(503)));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

        Ending ending = runner.run(world, world.guardFor(Destination.of("http", "elsewhere", 80)), call);

        assertThat(ending.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void jitter_spreads_the_backoff(Runner runner) {
        world.retry.backoff(new BackoffPolicy(ms(100), 2, ms(1_000), BackoffPolicy.Jitter.FULL));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(503), Reply.status(200));

        runner.run(world, call);

        assertThat(call.sentAtMillis).containsExactly(0L, 60L, 170L);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_client_that_does_not_begin_the_retry_leaves_the_earlier_answer(Runner runner) {
        Reply first = Reply.status(503);
        ScriptedCall call = new ScriptedCall(world, first, Reply.notStarted());

        Ending ending = runner.run(world, call);

        assertThat(ending.answer().reply).isSameAs(first);
        assertThat(ending.answer().isDelivered).isTrue();
        assertThat(call.log).containsExactly("send 1", "send 2", "deliver");
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_client_that_does_not_begin_the_retry_leaves_the_earlier_failure(Runner runner) {
        Reply first = Reply.fails(FailureClass.RESET);

        Throwable thrown = runner.run(world, new ScriptedCall(world, first, Reply.notStarted()))
                .thrown();

        assertThat(thrown).isSameAs(first.failure);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_client_that_does_not_begin_at_all_says_so_itself(Runner runner) {
        Reply refused = Reply.notStarted();

        assertThat(runner.run(world, new ScriptedCall(world, refused)).thrown()).isSameAs(refused.failure);
    }

    @Test
    void drives_only_what_the_policy_would_repeat() {
        world.retry.retryOn(FailureMatcher.of(FailureClass.RESET, FailureClass.CONNECT_FAILURE));
        CallSession get = world.guard().newCall(new ScriptedCall(world).blocking());
        CallSession post =
                world.guard().newCall(new ScriptedCall(world).method("POST").blocking());

        assertThat(get.drives(FailureClass.RESET)).isTrue();
        assertThat(get.drives(FailureClass.REFUSED_STREAM)).isFalse();
        assertThat(post.drives(FailureClass.RESET)).isFalse();
        assertThat(post.drives(FailureClass.CONNECT_FAILURE)).isTrue();
    }

    @Test
    void drives_a_status_that_the_policy_names_by_its_number() {
        BitSet timeout = new BitSet();
        timeout.set(408);
        world.retry.retryOn(FailureMatcher.of(EnumSet.noneOf(FailureClass.class), timeout));
        CallSession get = world.guard().newCall(new ScriptedCall(world).blocking());

        assertThat(get.drives(Outcome.ofStatus(408))).isTrue();
        assertThat(get.drives(Outcome.ofStatus(503))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"DISABLED", "OBSERVE"})
    void drives_nothing_that_it_does_not_enforce(Mode mode) {
        world.retry.mode(mode);
        world.places(1, 0);

        CallSession session = world.guard().newCall(new ScriptedCall(world).blocking());

        assertThat(session.drives(FailureClass.RESET)).isFalse();
    }

    @Test
    void drives_nothing_with_a_single_attempt() {
        world.retry.maxAttempts(1);

        CallSession session = world.guard().newCall(new ScriptedCall(world).blocking());

        assertThat(session.drives(FailureClass.RESET)).isFalse();
    }

    /** What a client learns ahead of the end binds: it lets go of the answer, and nobody decides twice. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void an_early_verdict_is_the_verdict(Runner runner) {
        world.retry.budget(new BudgetPolicy(0, ms(10_000), 0.1));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(503), Reply.status(200));
        call.asksEarly = true;

        Ending ending = runner.run(world, call);

        assertThat(call.earlyVerdicts).containsExactly(true, false);
        assertThat(ending.status()).isEqualTo(503);
        assertThat(world.log()).containsExactly("retry@1", "retry-budget-exhausted@2");
    }
}
