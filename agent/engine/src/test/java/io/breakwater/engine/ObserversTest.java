package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.InterventionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tracer and a meter are told of calls. */
class ObserversTest {
    private final World world = new World();

    @ParameterizedTest
    @EnumSource
    void a_call_without_intervention_is_counted_and_not_traced(Runner runner) {
        runner.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(world.witness.meter).containsExactly("attempt GET status 200 10 ms", "call GET status 200 1 10 ms");
        assertThat(world.witness.trace).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_trace_begins_with_the_first_intervention(Runner runner) {
        runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(200)));

        assertThat(world.witness.trace)
                .containsExactly(
                        "begin GET",
                        "retry",
                        "attempt 1 status 503 10 ms",
                        "enter 2",
                        "leave",
                        "attempt 2 status 200 10 ms",
                        "end status 200 2");
        assertThat(world.witness.meter)
                .containsExactly(
                        "attempt GET status 503 10 ms", "attempt GET status 200 10 ms", "call GET status 200 2 120 ms");
    }

    @ParameterizedTest
    @EnumSource
    void every_call_is_traced_from_its_start_on_request(Runner runner) {
        world.witness.tracesAll = true;

        runner.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(world.witness.trace)
                .containsExactly("begin GET", "enter 1", "leave", "attempt 1 status 200 10 ms", "end status 200 1");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_call_has_no_attempt(Runner runner) {
        world.breakerAfter(1).openBreaker();

        runner.run(world, new ScriptedCall(world, Reply.status(200)));

        assertThat(world.witness.trace).containsExactly("begin GET", "circuit-open", "end null rejected 0");
        assertThat(world.witness.meter).containsExactly("call GET null rejected 0 0 ms");
    }

    @ParameterizedTest
    @EnumSource
    void a_refused_retry_ends_with_what_the_attempt_brought(Runner runner) {
        world.breakerAfter(1);

        runner.run(world, new ScriptedCall(world, Reply.fails(FailureClass.RESET)));

        assertThat(world.witness.meter).last().isEqualTo("call GET reset 1 10 ms");
        assertThat(world.witness.trace).contains("retry-circuit-open", "end reset 1");
    }

    @Test
    void a_body_that_is_cut_off_after_the_end_has_a_trace_of_its_own() {
        CallSession session = world.guard().newCall(new ScriptedCall(world, Reply.status(200)).blocking());
        session.start();
        session.limitAttempt(Long.MAX_VALUE);
        session.onOutcome(Outcome.ofStatus(200));

        session.onIdleTimeout();

        assertThat(world.witness.trace)
                .containsExactly("begin GET", InterventionKind.IDLE_TIMEOUT.word(), "end status 200 1");
        assertThat(world.witness.meter).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCKING,TRACER", "BLOCKING,METER", "BLOCKING,CAPTURE", "BLOCKING,SCOPE",
        "ASYNC,TRACER", "ASYNC,METER", "ASYNC,CAPTURE", "ASYNC,SCOPE"
    })
    void a_bug_of_theirs_does_not_reach_the_call(Runner runner, Point point) {
        world.witness.tracesAll = true;
        world.faults.arm(point, new LinkageError("bug"));

        Ending ending = runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(200)));

        assertThat(ending.status()).isEqualTo(200);
        assertThat(ending.millis).isEqualTo(120);
        assertThat(world.faults.tripped()).isPositive();
        assertThat(world.log()).containsExactly("retry@1");
    }
}
