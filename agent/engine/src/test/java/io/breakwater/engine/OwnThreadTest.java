package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
    private final World world = new World();

    /** Trap 60: what the agent itself sends must neither fill a bulkhead nor open a breaker. */
    @Test
    void what_a_thread_of_our_own_calls_is_not_guarded() throws InterruptedException {
        AtomicReference<Guard> inOurs = new AtomicReference<>(world.guard());
        Thread ours = new OwnThread(() -> inOurs.set(world.engine().guardFor(World.INVENTORY, "GET", "/")), "ours");
        ours.start();
        ours.join();

        assertThat(inOurs.get()).isNull();
        assertThat(world.engine().guardFor(World.INVENTORY, "GET", "/")).isNotNull();
        assertThat(ours.isDaemon()).isTrue();
        assertThat(ours.getContextClassLoader()).isNull();
    }
}
