package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trap 95: an interruption ends both waits, is seen as the client would show it, and is not lost. */
class InterruptionTest {
    private final World world = new World().breakerAfter(2).places(1, 1_000);
    private final Reply first = Reply.fails(FailureClass.RESET);
    private final ScriptedCall interrupted = new ScriptedCall(world, first, Reply.status(200))
            .during(1, () -> Thread.currentThread().interrupt());

    @AfterEach
    void nothing_stays_taken() {
        assertThat(Thread.interrupted()).as("the flag").isTrue();
        world.time.advanceNanos(ms(1_000));
        assertThat(world.guard().bulkhead().concurrentCalls()).isZero();
        assertThat(world.guard().bulkhead().waitingCalls()).isZero();
        assertThat(world.guard().breaker().watcherCount()).isZero();
    }

    /** Trap 95. */
    @Test
    void an_interruption_ends_the_backoff() {
        Ending ending = Runner.BLOCKING.run(world, interrupted);

        assertThat(ending.thrown()).isInstanceOf(InterruptedIOException.class);
        assertThat(ending.thrown().getSuppressed()).containsExactly(first.failure);
        assertThat(ending.millis).isEqualTo(10);
        assertThat(interrupted.sends()).isEqualTo(1);
    }

    /** Trap 95. */
    @Test
    void an_interruption_ends_the_wait_for_a_place_and_is_no_failure() {
        occupyForMillis(500);
        Thread.currentThread().interrupt();
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));

        Ending ending = Runner.BLOCKING.run(world, call);

        assertThat(ending.thrown()).isInstanceOf(InterruptedIOException.class);
        assertThat(ending.millis).isZero();
        assertThat(call.log).isEmpty();
        assertThat(world.guard().breaker().state(world.time.nanoTime())).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void an_interruption_that_the_adapter_cannot_express_leaves_the_last_outcome_and_the_flag() {
        world.faults.arm(Point.INTERRUPTION, new LinkageError("bug"));

        assertThat(Runner.BLOCKING.run(world, interrupted).thrown()).isSameAs(first.failure);
        assertThat(interrupted.sends()).isEqualTo(1);
    }

    @Test
    void an_interruption_that_the_adapter_cannot_express_before_an_attempt_leaves_the_plain_call_and_the_flag() {
        world.faults.arm(Point.INTERRUPTION, new IllegalStateException("bug"));
        occupyForMillis(500);
        Thread.currentThread().interrupt();
        ScriptedCall call = new ScriptedCall(world, Reply.status(200));

        assertThat(Runner.BLOCKING.run(world, call).status()).isEqualTo(200);
        assertThat(call.log).containsExactly("plain");
    }

    private void occupyForMillis(long millis) {
        assertThat(world.guard().bulkhead().tryAcquire()).isTrue();
        world.time.schedule(ms(millis), () -> world.guard().bulkhead().release());
    }
}
