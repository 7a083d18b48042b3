package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client whose calls can be cancelled from another thread ends our waits, too. */
class BlockingCancellationTest {
    private final World world = new World().breakerAfter(2).places(1, 1_000);
    private final Reply first = Reply.fails(FailureClass.RESET);
    private final ScriptedCall call = new ScriptedCall(world, first, Reply.status(200));

    @AfterEach
    void nothing_stays_taken() {
        world.time.advanceNanos(ms(1_000));
        assertThat(world.guard().bulkhead().concurrentCalls()).isZero();
        assertThat(world.guard().bulkhead().waitingCalls()).isZero();
        assertThat(world.guard().breaker().watcherCount()).isZero();
    }

    @Test
    void a_cancellation_ends_the_backoff() {
        call.cancelledAtMillis = 50L;

        Ending ending = Runner.BLOCKING.run(world, call);

        assertThat(ending.thrown()).isInstanceOf(IOException.class).hasMessage("cancelled");
        assertThat(ending.thrown().getSuppressed()).containsExactly(first.failure);
        assertThat(ending.millis).isEqualTo(50);
        assertThat(call.sends()).isEqualTo(1);
    }

    @Test
    void a_cancellation_ends_the_wait_for_a_place_and_is_no_failure() {
        occupyForMillis(500);
        call.cancelledAtMillis = 50L;

        Ending ending = Runner.BLOCKING.run(world, call);

        assertThat(ending.thrown()).isInstanceOf(IOException.class).hasMessage("cancelled");
        assertThat(ending.millis).isEqualTo(50);
        assertThat(call.log).isEmpty();
        assertThat(world.guard().breaker().state(world.time.nanoTime())).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void without_a_cancellation_the_call_goes_on() {
        call.cancelledAtMillis = 60_000L;

        assertThat(Runner.BLOCKING.run(world, call).status()).isEqualTo(200);
        assertThat(call.sends()).isEqualTo(2);
    }

    @Test
    void a_bug_before_the_wait_gives_the_last_outcome() {
        world.faults.arm(Point.WAIT_BEGINS, new LinkageError("bug"));

        assertThat(Runner.BLOCKING.run(world, call).thrown()).isSameAs(first.failure);
        assertThat(call.sends()).isEqualTo(1);
    }

    @Test
    void a_bug_after_the_wait_gives_the_last_outcome() {
        world.faults.arm(Point.WAIT_OVER, new IllegalStateException("bug"));

        assertThat(Runner.BLOCKING.run(world, call).thrown()).isSameAs(first.failure);
        assertThat(call.sends()).isEqualTo(1);
    }

    private void occupyForMillis(long millis) {
        assertThat(world.guard().bulkhead().tryAcquire()).isTrue();
        world.time.schedule(ms(millis), () -> world.guard().bulkhead().release());
    }
}
