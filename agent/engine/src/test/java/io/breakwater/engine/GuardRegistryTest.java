package io.breakwater.engine;

import static io.breakwater.engine.World.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.BudgetPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuardRegistryTest {
    private static final int MAX = 100;

    private final World world = new World().breakerAfter(1).places(5, 0);
    private final GuardRegistry registry = registry(currentPolicy());

    /** One version of the configuration: what the world says now, for every destination. */
    private PolicySource currentPolicy() {
        DestinationPolicy policy = DestinationPolicy.always(world.policy());
        return new FixedPolicies(destination -> policy, MAX);
    }

    private GuardRegistry registry(PolicySource source) {
        return new GuardRegistry(world.surroundings(), Observers.of(InterventionListener.none()), source);
    }

    private static Destination host(int number) {
        return Destination.of("http", "host-" + number + ".example", 80);
    }

    private Guard guard(Destination destination) {
        return registry.guardFor(destination, "GET", "/");
    }

    private void fail(Guard guard) {
        guard.breaker().tryAcquire(world.time.nanoTime()).onFailure(world.time.nanoTime(), 0);
    }

    private CircuitState state(Guard guard) {
        return guard.breaker().state(world.time.nanoTime());
    }

    @Test
    void calls_of_one_destination_and_route_share_their_guard() {
        assertThat(guard(host(1))).isSameAs(guard(host(1)));
        assertThat(guard(host(1))).isNotSameAs(guard(host(2)));
    }

    /** Trap 47. */
    @Test
    void a_hundred_thousand_hosts_stay_within_the_limit() {
        Set<Guard> guards = new HashSet<>();

        for (int i = 0; i < 100_000; i++) {
            guards.add(guard(host(i)));
        }

        assertThat(registry.size()).isEqualTo(MAX);
        assertThat(guards).as("one for each, and one for all the others").hasSize(MAX + 1);
    }

    /** Trap 47. */
    @Test
    void hosts_beyond_the_limit_share_a_budget_and_have_neither_breaker_nor_bulkhead() {
        for (int i = 0; i < MAX; i++) {
            guard(host(i));
        }
        Guard beyond = guard(host(MAX));

        assertThat(beyond).isSameAs(guard(host(MAX + 1)));
        assertThat(beyond.budget()).isNotSameAs(guard(host(0)).budget());
        assertThat(beyond.policy().breaker().mode()).isEqualTo(Mode.DISABLED);
        assertThat(beyond.policy().bulkhead().mode()).isEqualTo(Mode.DISABLED);
        assertThat(beyond.policy().retry().mode()).isEqualTo(Mode.ENFORCE);
    }

    /** Trap 47: a flood of unknown hosts does not take a named one its breaker. */
    @Test
    void hosts_that_the_configuration_names_have_a_reserve() {
        CallPolicy policy = world.policy();
        GuardRegistry named = registry(new FixedPolicies(destination -> named(policy, destination.port() == 81), MAX));
        for (int i = 0; i < 10 * MAX; i++) {
            named.guardFor(host(i), "GET", "/");
        }

        Guard guard = named.guardFor(Destination.of("http", "inventory", 81), "GET", "/");

        assertThat(guard.policy().breaker().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(guard.destination().host()).isEqualTo("inventory");
        assertThat(named.size()).isEqualTo(MAX + 1);
    }

    /** Trap 47: even they are not without a limit. */
    @Test
    void the_reserve_has_an_end() {
        CallPolicy policy = world.policy();
        GuardRegistry named = registry(new FixedPolicies(destination -> named(policy, true), MAX));

        for (int i = 0; i < 10 * MAX; i++) {
            named.guardFor(host(i), "GET", "/");
        }

        assertThat(named.size()).isEqualTo(2 * MAX);
    }

    private static DestinationPolicy named(CallPolicy policy, boolean isNamed) {
        return new DestinationPolicy() {
            @Override
            public CallPolicy select(String method, String path) {
                return policy;
            }

            @Override
            public boolean isNamed() {
                return isNamed;
            }
        };
    }

    @Test
    void what_is_idle_makes_room() {
        for (int i = 0; i < 2 * MAX; i++) {
            guard(host(i));
        }
        Destination late = Destination.of("http", "late", 80);
        assertThat(guard(late).destination()).isNotEqualTo(late);

        world.time.advance(Duration.ofNanos(FixedPolicies.IDLE_NANOS).plusSeconds(1));
        guard(late);

        assertThat(guard(late).destination()).isEqualTo(late);
        assertThat(registry.size()).isEqualTo(1);
    }

    @Test
    void what_is_used_is_not_idle() {
        Guard guard = guard(host(1));
        fail(guard);

        for (int i = 0; i < 10; i++) {
            world.time.advance(Duration.ofMinutes(20));
            assertThat(guard(host(1))).isSameAs(guard);
        }
    }

    /** Trap 90. */
    @Test
    void a_reload_keeps_an_open_breaker_open_for_as_long_as_it_was_to_be() {
        fail(guard(host(1)));
        assertThat(state(guard(host(1)))).isEqualTo(CircuitState.OPEN);

        world.breaker.consecutiveFailures(7).openNanos(ms(60_000));
        registry.apply(currentPolicy());

        assertThat(state(guard(host(1)))).isEqualTo(CircuitState.OPEN);
        world.time.advanceNanos(ms(1_200));
        assertThat(state(guard(host(1)))).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void a_reload_holds_from_the_next_call_on() {
        Guard before = guard(host(1));
        world.breaker.consecutiveFailures(7);
        world.places(2, 0);

        registry.apply(currentPolicy());
        Guard after = guard(host(1));

        assertThat(after.policy().breaker().consecutiveFailures()).isEqualTo(7);
        assertThat(after.breaker()).isSameAs(before.breaker());
        assertThat(after.bulkhead()).isSameAs(before.bulkhead());
        for (int i = 0; i < 6; i++) {
            fail(after);
        }
        assertThat(state(after)).isEqualTo(CircuitState.CLOSED);
        assertThat(after.bulkhead().tryAcquire()).isTrue();
        assertThat(after.bulkhead().tryAcquire()).isTrue();
        assertThat(after.bulkhead().tryAcquire()).isFalse();
    }

    /** Trap 90, for the budget: it is neither refilled nor left under the old rules. */
    @Test
    void a_reload_keeps_what_is_left_of_the_budget_and_changes_its_rules() {
        world.retry.budget(new BudgetPolicy(0, ms(10_000), 1));
        GuardRegistry reloaded = registry(currentPolicy());
        Guard first = reloaded.guardFor(host(1), "GET", "/");
        for (int i = 0; i < 8; i++) {
            first.budget().tryWithdraw(world.time.nanoTime());
        }
        world.retry.budget(new BudgetPolicy(0, ms(10_000), 0.1));
        reloaded.apply(currentPolicy());
        Guard second = reloaded.guardFor(host(1), "GET", "/");

        assertThat(second.budget()).isSameAs(first.budget());
        assertThat(second.budget().balance(world.time.nanoTime())).isEqualTo(1);
        assertThat(second.budget().tryWithdraw(world.time.nanoTime())).isTrue();
        assertThat(second.budget().tryWithdraw(world.time.nanoTime())).isFalse();
    }

    @Test
    void a_call_that_has_begun_keeps_its_policy() {
        Guard guard = guard(host(1));
        world.retry.mode(Mode.DISABLED);

        registry.apply(currentPolicy());

        assertThat(guard.policy().retry().mode()).isEqualTo(Mode.ENFORCE);
    }

    /** Trap 44: a route with numbers of its own has a breaker and a bulkhead of its own. */
    @Test
    void a_route_that_brings_its_own_numbers_keeps_its_own_state() {
        CallPolicy whole = world.policy();
        CallPolicy orders = new CallPolicy(
                whole.timeouts(), whole.retry(), whole.breaker(), "/orders", whole.bulkhead(), "/orders");
        CallPolicy export =
                new CallPolicy(whole.timeouts(), whole.retry(), whole.breaker(), null, BulkheadPolicy.DISABLED, null);
        DestinationPolicy routes =
                (method, path) -> path.equals("/orders") ? orders : path.equals("/export") ? export : whole;
        GuardRegistry routed = registry(new FixedPolicies(destination -> routes));

        Guard ordersGuard = routed.guardFor(host(1), "GET", "/orders");
        Guard exportGuard = routed.guardFor(host(1), "GET", "/export");
        Guard wholeGuard = routed.guardFor(host(1), "GET", "/");
        fail(ordersGuard);

        assertThat(state(ordersGuard)).isEqualTo(CircuitState.OPEN);
        assertThat(state(wholeGuard)).isEqualTo(CircuitState.CLOSED);
        assertThat(exportGuard.breaker()).isSameAs(wholeGuard.breaker());
        assertThat(ordersGuard.bulkhead()).isNotSameAs(wholeGuard.bulkhead());
        assertThat(ordersGuard.budget()).isSameAs(wholeGuard.budget());
    }

    @Test
    void a_route_that_is_disabled_is_not_guarded() {
        DestinationPolicy routes = (method, path) -> path.equals("/raw") ? CallPolicy.DISABLED : new World().policy();
        GuardRegistry routed = registry(new FixedPolicies(destination -> routes));

        assertThat(routed.guardFor(host(1), "GET", "/raw")).isNull();
        assertThat(routed.guardFor(host(1), "GET", "/")).isNotNull();
    }
}
