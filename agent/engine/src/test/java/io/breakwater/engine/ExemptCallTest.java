package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that must be made whatever the state of its destination is made, and nobody is told that it was refused. */
class ExemptCallTest {
    private final World world = new World();
    private final ScriptedCall call = new ScriptedCall(world, Reply.status(200));

    @BeforeEach
    void the_call_is_exempt() {
        call.isExempt = true;
    }

    @ParameterizedTest
    @EnumSource
    void an_open_breaker_lets_it_pass_and_counts_nothing(Runner runner) {
        world.breakerAfter(1);
        runner.run(world, new ScriptedCall(world, Reply.fails(FailureClass.RESET)));
        world.events.clear();

        assertThat(runner.run(world, call).status()).isEqualTo(200);

        assertThat(world.log()).isEmpty();
        assertThat(world.guard().breaker().permitsCall(world.time.nanoTime())).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_full_bulkhead_lets_it_pass_at_once_and_counts_it(Runner runner) {
        world.places(1, 1_000);
        assertThat(world.guard().bulkhead().tryAcquire()).isTrue();
        int[] taken = new int[1];
        call.during(1, () -> taken[0] = world.guard().bulkhead().concurrentCalls());

        Ending ending = runner.run(world, call);

        assertThat(ending.status()).isEqualTo(200);
        assertThat(ending.millis).isEqualTo(10);
        assertThat(taken).containsExactly(2);
        assertThat(world.guard().bulkhead().concurrentCalls()).isOne();
        assertThat(world.log()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_bug_in_the_question_becomes_the_plain_call(Runner runner) {
        world.places(1, 0);
        assertThat(world.guard().bulkhead().tryAcquire()).isTrue();
        world.faults.arm(Point.IS_EXEMPT, new IllegalStateException("bug"));

        assertThat(runner.run(world, call).status()).isEqualTo(200);

        assertThat(world.guard().bulkhead().concurrentCalls()).isOne();
    }
}
