package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that carry the key by which their server tells a repetition from a new request. */
class KeyedRetryTest {
    private final World world = new World();

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_post_that_needs_a_key_is_repeated_only_if_it_carries_it(Runner runner) {
        world.retry.methods(Collections.singleton("POST")).keyName("Idempotency-Key");
        ScriptedCall with = new ScriptedCall(world, Reply.status(503), Reply.status(201)).method("POST");
        ScriptedCall without = new ScriptedCall(world, Reply.status(503), Reply.status(201)).method("POST");
        ScriptedCall other = new ScriptedCall(world, Reply.status(503), Reply.status(201)).method("POST");
        with.key = "Idempotency-Key";
        other.key = "X-Other";

        assertThat(runner.run(world, with).status()).isEqualTo(201);
        assertThat(runner.run(world, without).status()).isEqualTo(503);
        assertThat(runner.run(world, other).status()).isEqualTo(503);
        assertThat(without.sends()).isEqualTo(1);
        assertThat(other.sends()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void what_was_never_sent_and_what_is_idempotent_needs_no_key(Runner runner) {
        world.retry.methods(new HashSet<>(Arrays.asList("PUT", "POST"))).keyName("Idempotency-Key");
        ScriptedCall post = new ScriptedCall(world, Reply.fails(FailureClass.CONNECT_FAILURE), Reply.status(201));
        ScriptedCall put = new ScriptedCall(world, Reply.status(503), Reply.status(201));

        assertThat(runner.run(world, post.method("POST")).status()).isEqualTo(201);
        assertThat(runner.run(world, put.method("PUT")).status()).isEqualTo(201);
    }

    /** A key is a reason to repeat only where the policy names the method as well. */
    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_key_makes_no_other_method_repeatable(Runner runner) {
        world.retry.keyName("Idempotency-Key");
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(201)).method("POST");
        call.key = "Idempotency-Key";

        assertThat(runner.run(world, call).status()).isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_bug_on_the_way_to_the_key_repeats_nothing(Runner runner) {
        world.retry.methods(Collections.singleton("POST")).keyName("Idempotency-Key");
        world.faults.arm(Point.CARRIES_KEY, new LinkageError("bug"));
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(201)).method("POST");

        assertThat(runner.run(world, call).status()).isEqualTo(503);
        assertThat(call.sends()).isEqualTo(1);
    }
}
