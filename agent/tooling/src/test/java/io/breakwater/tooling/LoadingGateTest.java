package io.breakwater.tooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoadingGateTest {
    private static final long SHORT_NANOS = 1_000_000;

    private final LoadingGate gate = new LoadingGate(SHORT_NANOS);

    /** Trap 61: class-load recursion. */
    @Test
    void a_thread_that_is_inside_does_not_enter_again() {
        assertThat(gate.tryEnter()).isTrue();

        assertThat(gate.tryEnter()).isFalse();
    }

    @Test
    void another_thread_does_not_wait_for_ever() {
        gate.tryEnter();

        boolean entered = CompletableFuture.supplyAsync(gate::tryEnter).join();

        assertThat(entered).isFalse();
    }

    @Test
    void another_thread_enters_after_the_first_has_left() {
        gate.tryEnter();
        gate.leave();

        boolean entered = CompletableFuture.supplyAsync(gate::tryEnter).join();

        assertThat(entered).isTrue();
    }

    @Test
    void an_interrupt_is_left_to_the_plain_call() {
        Thread.currentThread().interrupt();

        boolean entered = gate.tryEnter();

        assertThat(entered).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
