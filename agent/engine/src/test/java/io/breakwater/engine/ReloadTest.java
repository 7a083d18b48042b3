package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a new version of the configuration does to calls under way and to live state. The policies have tests of their own. */
class ReloadTest {
    private final World world = new World().breakerAfter(1).places(5, 0);

    private static PolicySource version(DestinationPolicy policy) {
        return new FixedPolicies(destination -> policy);
    }

    private CircuitState state() {
        return world.guard().breaker().state(world.time.nanoTime());
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void a_call_under_way_keeps_the_policies_that_it_began_with(Runner runner) {
        world.breaker.mode(Mode.DISABLED);
        ScriptedCall call = new ScriptedCall(world, Reply.status(503), Reply.status(200));
        world.time.schedule(ms(50), () -> {
            world.retry.mode(Mode.DISABLED);
            world.reload();
        });

        assertThat(runner.run(world, call).status()).as("repeated after 100 ms").isEqualTo(200);
        assertThat(runner.run(world, new ScriptedCall(world, Reply.status(503), Reply.status(200)))
                        .status())
                .as("the next call")
                .isEqualTo(503);
    }

    @ParameterizedTest
    @EnumSource(Runner.class)
    void enforce_to_observe_opens_the_gate_and_goes_on_counting(Runner runner) {
        world.openBreaker();

        world.breaker.mode(Mode.OBSERVE);
        world.retry.mode(Mode.DISABLED);
        world.reload();

        assertThat(runner.run(world, new ScriptedCall(world, Reply.status(200))).status())
                .isEqualTo(200);
        assertThat(world.log()).contains("would circuit-open@0");
        assertThat(state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void disabled_leaves_the_next_call_alone_and_shows_no_state() {
        world.openBreaker();

        world.engine().apply(version(new Everything(CallPolicy.DISABLED)));

        assertThat(world.engine().guardFor(World.INVENTORY, "GET", "/")).isNull();
        assertThat(world.engine().destinations().get(0).breakers()).isEmpty();
        assertThat(world.engine().destinations().get(0).bulkheads()).isEmpty();
    }

    @Test
    void a_breaker_that_was_disabled_for_a_moment_is_as_open_as_before() {
        world.openBreaker();
        world.engine().apply(version(new Everything(CallPolicy.DISABLED)));

        world.reload();

        assertThat(state()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void a_host_that_is_removed_follows_the_defaults_from_the_next_call_on() {
        world.openBreaker();
        CallPolicy defaults = new World().policy();

        world.engine().apply(version(new Everything(defaults)));

        assertThat(world.guard().policy()).isSameAs(defaults);
        assertThat(world.engine().destinations().get(0).breakers()).isEmpty();
    }

    @Test
    void a_lower_limit_of_places_revokes_none_and_a_permit_goes_back_to_where_it_came_from() {
        Guard before = world.guard();
        for (int i = 0; i < 3; i++) {
            assertThat(before.bulkhead().tryAcquire()).isTrue();
        }

        world.places(2, 0).reload();
        Guard after = world.guard();

        assertThat(after.bulkhead().concurrentCalls()).isEqualTo(3);
        before.bulkhead().release();
        assertThat(after.bulkhead().tryAcquire()).isFalse();
        before.bulkhead().release();
        assertThat(after.bulkhead().tryAcquire()).isTrue();
    }

    /** A thread that has read the old version, and is overtaken before it has made its guard. */
    @Test
    void a_call_that_is_overtaken_by_a_reload_does_not_bring_the_old_numbers_back() {
        CallPolicy narrow = world.places(2, 0).policy();
        CallPolicy wide = world.places(9, 0).policy();
        DestinationPolicy overtaken = (method, path) -> {
            world.engine().apply(version(new Everything(wide)));
            world.guard();
            return narrow;
        };
        world.engine().apply(version(overtaken));

        Guard late = world.guard();

        assertThat(late.policy()).isSameAs(narrow);
        assertThat(world.guard().bulkhead().policy().maxConcurrentCalls()).isEqualTo(9);
    }

    @Test
    void state_of_a_route_goes_with_the_route() {
        CallPolicy whole = world.policy();
        CallPolicy route = new CallPolicy(
                whole.timeouts(), whole.retry(), whole.breaker(), "/orders", whole.bulkhead(), "/orders");
        world.engine().apply(version(new Everything(route, "/orders")));
        Guard underWay = world.guard();
        assertThat(underWay.bulkhead().tryAcquire()).isTrue();
        for (int i = 0; i < 100; i++) {
            String scope = "/route-" + i;
            BulkheadPolicy bulkhead = whole.bulkhead();
            world.engine()
                    .apply(version(new Everything(
                            new CallPolicy(whole.timeouts(), whole.retry(), whole.breaker(), scope, bulkhead, scope),
                            scope)));
            world.guard();
        }

        assertThat(world.engine().destinations().get(0).breakers())
                .extracting(DestinationSnapshot.Breaker::scope)
                .containsExactly("/route-99");
        underWay.bulkhead().release();
        assertThat(underWay.bulkhead().concurrentCalls()).isZero();
    }

    /** One policy, and the scopes that it has. */
    private static final class Everything implements DestinationPolicy {
        private final CallPolicy policy;
        private final String scope;

        Everything(CallPolicy policy) {
            this(policy, "");
        }

        Everything(CallPolicy policy, String scope) {
            this.policy = policy;
            this.scope = scope;
        }

        @Override
        public CallPolicy select(String method, String path) {
            return policy;
        }

        @Override
        public boolean isDisabled() {
            return policy.isDisabled();
        }

        @Override
        public boolean hasScope(String name) {
            return scope.equals(name);
        }
    }
}
