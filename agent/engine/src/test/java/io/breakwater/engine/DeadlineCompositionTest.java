package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.policy.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the deadline of whoever asked for a call does to the call. The margin is 20 ms, the least attempt 10 ms. */
class DeadlineCompositionTest {
    private final World world = new World();

    @BeforeEach
    void deadlines_are_enforced() {
        world.deadline.mode(Mode.ENFORCE);
    }

    private ScriptedCall answered(Reply... replies) {
        return new ScriptedCall(world, replies);
    }

    /** Trap 28. */
    @ParameterizedTest
    @EnumSource
    void with_too_little_left_nothing_is_sent(Runner runner) {
        ScriptedCall call = answered(Reply.status(200));

        Ending ending;
        try (Scope serving = world.servesFor(29)) {
            ending = runner.run(world, call);
        }

        assertThat(ending.rejection())
                .isEqualTo("inventory:8080 was not called: the deadline leaves 9 ms [deadline:5]");
        assertThat(((Ending.RejectedCall) ending.thrown()).rejection.stage()).isEqualTo(Stage.DEADLINE_GATE);
        assertThat(call.sends()).isZero();
        assertThat(world.log()).containsExactly("deadline-exceeded@0");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_left_limits_an_attempt(Runner runner) {
        ScriptedCall call = answered(Reply.silence());

        Ending ending;
        try (Scope serving = world.servesFor(500)) {
            ending = runner.run(world, call);
        }

        assertThat(ending.thrown()).hasMessage("attempt-timeout");
        assertThat(ending.millis).isEqualTo(480);
        assertThat(call.attemptLimitMillis).containsExactly(480L);
        assertThat(world.log()).containsExactly("deadline-exceeded@1", "retry-out-of-time@1");
    }

    @ParameterizedTest
    @EnumSource
    void the_shortest_limit_counts_and_is_told(Runner runner) {
        world.timeouts.attemptNanos(ms(100));
        ScriptedCall call = answered(Reply.silence(), Reply.status(200));

        Ending ending;
        try (Scope serving = world.servesFor(500)) {
            ending = runner.run(world, call);
        }

        assertThat(ending.status()).isEqualTo(200);
        assertThat(call.attemptLimitMillis).containsExactly(100L, 100L);
        assertThat(world.log()).containsExactly("attempt-timeout@1", "retry@1");
    }

    /** Trap 11: no wait for a retry that has no time left. */
    @ParameterizedTest
    @EnumSource
    void a_backoff_that_the_deadline_does_not_leave_is_not_begun(Runner runner) {
        ScriptedCall call = answered(Reply.status(503));

        Ending ending;
        try (Scope serving = world.servesFor(120)) {
            ending = runner.run(world, call);
        }

        assertThat(ending.status()).isEqualTo(503);
        assertThat(ending.millis).isEqualTo(10);
        assertThat(call.sends()).isOne();
        assertThat(world.log()).containsExactly("retry-out-of-time@1");
    }

    @ParameterizedTest
    @EnumSource
    void nobody_waits_for_a_place_beyond_the_deadline(Runner runner) {
        world.places(1, 1_000);
        assertThat(world.guard().bulkhead().tryAcquire()).isTrue();

        Ending ending;
        try (Scope serving = world.servesFor(100)) {
            ending = runner.run(world, answered(Reply.status(200)));
        }

        assertThat(ending.rejection()).startsWith("bulkhead of inventory:8080 is full");
        assertThat(ending.millis).isEqualTo(70);
    }

    @ParameterizedTest
    @EnumSource
    void observing_changes_nothing_and_tells_once(Runner runner) {
        world.deadline.mode(Mode.OBSERVE);
        ScriptedCall call = answered(Reply.status(503).takesMillis(300), Reply.status(200));

        Ending ending;
        try (Scope serving = world.servesFor(200)) {
            ending = runner.run(world, call);
        }

        assertThat(ending.status()).isEqualTo(200);
        assertThat(call.attemptLimitMillis).containsOnly(Long.MAX_VALUE);
        assertThat(world.log()).containsExactly("would deadline-exceeded@1", "retry@1");
    }

    @ParameterizedTest
    @EnumSource
    void observing_lets_an_expired_call_go(Runner runner) {
        world.deadline.mode(Mode.OBSERVE);
        ScriptedCall call = answered(Reply.status(200));

        Ending ending;
        try (Scope serving = world.servesFor(-1)) {
            ending = runner.run(world, call);
        }

        assertThat(ending.status()).isEqualTo(200);
        assertThat(world.log()).containsExactly("would deadline-exceeded@0");
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_must_be_made_is_made(Runner runner) {
        ScriptedCall call = answered(Reply.status(200));
        call.isExempt = true;

        try (Scope serving = world.servesFor(-1)) {
            assertThat(runner.run(world, call).status()).isEqualTo(200);
        }

        assertThat(world.log()).isEmpty();
    }

    /** Trap 33. */
    @ParameterizedTest
    @EnumSource
    void what_comes_after_the_request_has_no_deadline(Runner runner) {
        try (Scope serving = world.servesFor(-1)) {
            runner.run(world, answered(Reply.status(200)));
        }

        assertThat(runner.run(world, answered(Reply.status(200))).status()).isEqualTo(200);
    }

    /** A fifth of the calls at most, because the clocks may be wrong, and not the deadlines. */
    @ParameterizedTest
    @EnumSource
    void clocks_that_are_not_trusted_refuse_a_fifth(Runner runner) {
        int refused = refusedOf(100, runner, -1);

        assertThat(refused).isEqualTo(20);
        assertThat(world.log()).containsOnly("deadline-exceeded@0", "deadline-ignored@0");
        assertThat(world.log().stream().filter("deadline-ignored@0"::equals)).hasSize(80);
    }

    @ParameterizedTest
    @EnumSource
    void clocks_that_are_trusted_refuse_whatever_is_late(Runner runner) {
        world.deadline.trustsClocks(true);

        assertThat(refusedOf(100, runner, -1)).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void few_late_calls_among_many_are_all_refused(Runner runner) {
        assertThat(refusedOf(90, runner, 1_000)).isZero();
        assertThat(refusedOf(10, runner, -1)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void a_deadline_that_was_ignored_limits_nothing(Runner runner) {
        ScriptedCall call = answered(Reply.status(200).takesMillis(5_000));

        try (Scope serving = world.serves(byClock(-1))) {
            assertThat(runner.run(world, call).status()).isEqualTo(200);
        }
    }

    /** A context that is carried to other threads reaches those as well that were started by chance, and run for ever. */
    @ParameterizedTest
    @EnumSource
    void work_that_has_outlived_its_request_by_more_than_a_deadline_can_last_is_nobodys(Runner runner) {
        world.deadline.maxNanos(ms(60_000));
        ScriptedCall late = answered(Reply.status(200));
        ScriptedCall nobodys = answered(Reply.status(503).takesMillis(5_000), Reply.status(200));

        Ending ending;
        try (Scope serving = world.serves(new Caller(Deadline.at(world.time.nanoTime()), true, null))) {
            world.time.advanceNanos(ms(59_000));
            runner.run(world, late);
            world.time.advanceNanos(ms(2_000));
            ending = runner.run(world, nobodys);
        }

        assertThat(late.sends()).as("refused").isZero();
        assertThat(ending.status()).isEqualTo(200);
        assertThat(nobodys.sends()).as("repeated, too").isEqualTo(2);
        assertThat(world.log()).containsExactly("deadline-exceeded@0", "deadline-ignored@0", "retry@1");
    }

    @ParameterizedTest
    @EnumSource
    void what_came_as_a_span_beside_a_time_of_day_goes_on_to_hold(Runner runner) {
        ScriptedCall call = answered(Reply.silence());

        Ending ending;
        try (Scope serving = world.serves(byClock(-1, 500))) {
            ending = runner.run(world, call);
        }

        assertThat(ending.millis).isEqualTo(480);
        assertThat(world.log()).startsWith("deadline-ignored@0", "deadline-exceeded@1");
    }

    @ParameterizedTest
    @EnumSource
    void a_span_that_is_over_refuses_whatever_a_clock_says(Runner runner) {
        for (int i = 0; i < 10; i++) {
            ScriptedCall call = answered(Reply.status(200));
            try (Scope serving = world.serves(byClock(-200, -50))) {
                runner.run(world, call);
            }
            assertThat(call.sends()).isZero();
        }
        assertThat(world.log()).containsOnly("deadline-exceeded@0");
    }

    private Caller byClock(long leftMillis, long spanMillis) {
        Deadline span = Deadline.at(world.time.nanoTime() + ms(spanMillis));
        return new Caller(byClock(leftMillis).deadline().earlier(span), false, null);
    }

    private int refusedOf(int calls, Runner runner, long leftMillis) {
        int refused = 0;
        for (int i = 0; i < calls; i++) {
            ScriptedCall call = answered(Reply.status(200));
            try (Scope serving = world.serves(byClock(leftMillis))) {
                runner.run(world, call);
            }
            refused += call.sends() == 0 ? 1 : 0;
        }
        return refused;
    }

    private Caller byClock(long leftMillis) {
        return new Caller(Deadline.byClock(world.time.nanoTime() + ms(leftMillis)), false, null);
    }

    /** Trap 5: the caller's next attempt comes anyway. */
    @ParameterizedTest
    @EnumSource
    void what_a_repetition_asks_for_is_not_repeated(Runner runner) {
        ScriptedCall call = answered(Reply.status(503));

        Ending ending;
        try (Scope serving = world.serves(new Caller(null, true, null))) {
            ending = runner.run(world, call);
        }

        assertThat(ending.status()).isEqualTo(503);
        assertThat(call.sends()).isOne();
        assertThat(world.log()).containsExactly("retry-left-to-caller@1");
    }

    @ParameterizedTest
    @EnumSource
    void what_never_reached_a_server_is_repeated_for_a_repetition_too(Runner runner) {
        ScriptedCall call = answered(Reply.fails(FailureClass.CONNECT_FAILURE), Reply.status(200));

        try (Scope serving = world.serves(new Caller(null, true, null))) {
            assertThat(runner.run(world, call).status()).isEqualTo(200);
        }
    }

    @Test
    void what_goes_out_is_what_is_left_for_this_attempt() {
        long start = world.time.epochMillis();
        ScriptedCall call = answered(Reply.status(503), Reply.status(200));

        try (Scope serving = world.servesFor(1_000)) {
            Runner.BLOCKING.run(world, call);
        }

        assertThat(world.witness.members)
                .containsExactly(
                        "deadline=" + (start + 980) + "-" + start, "deadline=" + (start + 980) + "-" + (start + 110));
    }

    @Test
    void an_attempt_timeout_goes_out_without_a_caller_too_and_with_the_margin() {
        world.timeouts.attemptNanos(ms(300));
        long[] millis = new long[1];
        CallSession session = world.guard().newCall(answered(Reply.status(200)).blocking());

        session.start();
        session.limitAttempt(Long.MAX_VALUE);
        millis[0] = session.outboundMillis();

        assertThat(millis[0]).isEqualTo(280);
    }

    @Test
    void nothing_goes_out_where_nobody_limits() {
        CallSession session = world.guard().newCall(answered(Reply.status(200)).blocking());

        session.start();
        session.limitAttempt(Long.MAX_VALUE);

        assertThat(session.outboundMillis()).isZero();
        assertThat(session.outboundMember()).isNull();
    }

    /** Trap 35. */
    @Test
    void nothing_goes_out_to_who_is_not_trusted() {
        world.deadline.trusted(false);
        try (Scope serving = world.servesFor(1_000)) {
            CallSession session =
                    world.guard().newCall(answered(Reply.status(200)).blocking());
            session.start();
            session.limitAttempt(Long.MAX_VALUE);

            assertThat(session.outboundMillis()).isZero();
            assertThat(session.outboundMember()).isNull();
        }
    }
}
