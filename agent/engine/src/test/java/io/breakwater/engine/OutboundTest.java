package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static io.breakwater.engine.policy.TimeoutPolicy.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.context.Scope;
import io.breakwater.engine.policy.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of a deadline, when a call goes on elsewhere. The margin is 20 ms. */
class OutboundTest {
    private static final Destination ELSEWHERE = Destination.of("http", "elsewhere", 80);

    private final World world = new World();

    @BeforeEach
    void deadlines_are_enforced() {
        world.deadline.mode(Mode.ENFORCE);
    }

    private CallSession begun() {
        CallSession session = world.guard().newCall(new ScriptedCall(world, Reply.status(200)).blocking());
        session.start();
        session.limitAttempt(NONE);
        return session;
    }

    private Guard elsewhere(boolean trusted) {
        world.deadline.trusted(trusted);
        world.reload();
        return world.guardFor(ELSEWHERE);
    }

    /** Traps 13 and 35. */
    @Test
    void who_is_not_trusted_is_told_nothing_after_a_redirect_either() {
        try (Scope serving = world.servesFor(1_000)) {
            CallSession session = begun();
            assertThat(session.outboundMember()).isNotNull();

            session.redirected(elsewhere(false));

            assertThat(session.mayTell()).isFalse();
            assertThat(session.mayWithdraw()).isTrue();
            assertThat(session.outboundMillis()).isZero();
            assertThat(session.outboundMember()).isNull();
            assertThat(session.writes("baggage")).isFalse();
        }
    }

    @Test
    void whom_nobody_guards_is_told_nothing() {
        try (Scope serving = world.servesFor(1_000)) {
            CallSession session = begun();

            session.redirected(null);

            assertThat(session.mayTell()).isFalse();
            assertThat(session.outboundMillis()).isZero();
        }
    }

    /** The baggage of the request that is served has the caller's member, and tracers hand it on. */
    @Test
    void a_member_of_the_callers_may_be_withdrawn_where_a_deadline_came_in() {
        world.deadline.trusted(false);
        assertThat(begun().mayWithdraw()).isFalse();
        try (Scope serving = world.servesFor(1_000)) {
            assertThat(begun().mayWithdraw()).isTrue();
        }
    }

    @Test
    void what_is_only_observed_is_never_withdrawn() {
        world.deadline.trusted(false).mode(Mode.OBSERVE);
        try (Scope serving = world.servesFor(1_000)) {
            assertThat(begun().mayWithdraw()).isFalse();
        }
    }

    @Test
    void who_is_trusted_is_told_what_is_left_by_then() {
        world.deadline.trusted(false);
        try (Scope serving = world.servesFor(1_000)) {
            CallSession session = begun();
            assertThat(session.outboundMillis()).isZero();
            world.time.advanceNanos(ms(300));

            session.redirected(elsewhere(true));

            assertThat(session.outboundMillis()).isEqualTo(680);
            assertThat(session.writes("baggage")).isTrue();
        }
    }

    @Test
    void the_next_attempt_begins_where_the_call_does() {
        try (Scope serving = world.servesFor(1_000)) {
            CallSession session = begun();
            session.redirected(elsewhere(false));
            session.onOutcome(Outcome.ofStatus(503));
            session.onBackoffOver();
            assertThat(session.attempt()).isEqualTo(2);

            session.limitAttempt(NONE);

            assertThat(session.mayTell()).isTrue();
        }
    }

    @Test
    void an_attempt_s_timeout_is_told_where_it_is_shorter_than_the_margin_allows() {
        world.timeouts.attemptNanos(ms(5));
        CallSession session = begun();

        assertThat(session.outboundMillis()).isEqualTo(1);
    }

    /** Trap 20: a stream outlives the timeouts of a call, and not who waits for it. */
    @Test
    void what_the_deadline_leaves_is_known_apart_from_the_other_limits() {
        world.timeouts.attemptNanos(ms(100));
        assertThat(begun().deadlineNanos()).isEqualTo(NONE);

        try (Scope serving = world.servesFor(1_000)) {
            CallSession session = begun();
            assertThat(session.deadlineNanos()).isEqualTo(ms(980));
            world.time.advanceNanos(ms(2_000));
            assertThat(session.deadlineNanos()).isEqualTo(1);
        }
    }

    @Test
    void what_is_made_for_nobody_has_no_deadline() {
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));
        call.isNobodys = true;

        try (Scope serving = world.servesFor(-1)) {
            assertThat(Runner.BLOCKING.run(world, call).status()).isEqualTo(200);
        }

        assertThat(call.attemptLimitMillis).containsExactly(NONE);
        assertThat(world.log()).isEmpty();
    }
}
