package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.InboundPolicy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The agent is taken away while calls are under way: none of them fails, and none of them waits for ever. */
class AgentGoneTest {
    private final World world = new World().places(1, 1_000);
    private final ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));

    @AfterEach
    void nothing_stays_taken() {
        assertThat(world.time.pendingTasks()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_call_under_way_ends_as_it_would_have(Runner runner) {
        call.during(1, world.engine()::admitNoMore);
        Guard guard = world.guard();

        Ending ending = runner.run(world, guard, call);

        assertThat(ending.status()).isEqualTo(200);
        assertThat(call.log).containsExactly("send 1", "send 2");
        assertThat(guard.bulkhead().concurrentCalls()).isZero();
    }

    @Test
    void no_call_and_no_request_is_guarded_any_more() {
        world.engine().admitNoMore();

        assertThat(world.engine().guardFor(World.INVENTORY, "GET", "/")).isNull();
        assertThat(world.engine().inbound()).isSameAs(InboundPolicy.NONE);
    }

    @Test
    void a_call_in_its_backoff_brings_what_its_last_attempt_brought() {
        Guard guard = world.guard();
        CompletableFuture<Answer> future = AsyncRunner.run(guard, call.async());
        world.time.advanceNanos(ms(50));

        world.time.abandonTasks();

        assertThat(world.await(future, 0).status()).isEqualTo(503);
        assertThat(call.log).containsExactly("send 1", "deliver");
        assertThat(guard.bulkhead().concurrentCalls()).isZero();
    }

    @Test
    void a_call_that_waits_for_a_place_becomes_the_applications_own_call() {
        Guard guard = world.guard();
        assertThat(guard.bulkhead().tryAcquire()).isTrue();
        CompletableFuture<Answer> future = AsyncRunner.run(guard, call.async());

        world.time.abandonTasks();

        assertThat(call.log).containsExactly("plain");
        assertThat(guard.bulkhead().waitingCalls()).isZero();
        assertThat(world.await(future, 0).status()).isEqualTo(503);
    }
}
