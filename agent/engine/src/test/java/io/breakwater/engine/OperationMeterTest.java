package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.DestinationPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A destination whose operations are metered apart, and guarded as one. */
class OperationMeterTest {
    private final World world = new World().breakerAfter(1).places(5, 0);
    private final List<String> told = new ArrayList<>();
    private final Operation whole = new Operation("whole");
    private final GuardRegistry registry = new GuardRegistry(
            world.surroundings(),
            Observers.of(InterventionListener.none()).withMeters(new Meters()),
            new FixedPolicies(destination -> DestinationPolicy.always(world.policy())));

    private Guard guard(String method, String path) {
        return registry.guardFor(World.INVENTORY, method, path);
    }

    private void call(Guard guard) {
        CallSession session = guard.newCall(new ScriptedCall(world).blocking());
        session.start();
        session.onOutcome(Outcome.ofStatus(200));
    }

    @Test
    void each_operation_has_its_own_meter() {
        call(guard("GET", "/a"));
        call(guard("GET", "/b"));
        call(guard("GET", "/a"));

        assertThat(told).containsExactly("attempt /a", "call /a", "attempt /b", "call /b", "attempt /a", "call /a");
    }

    /** A connection that the application has made by itself: the call that uses it counts for both. */
    @Test
    void a_prelude_is_no_call_unless_it_fails() {
        end(prelude(), Outcome.IGNORED);
        assertThat(told).isEmpty();

        end(prelude(), Outcome.failed(FailureClass.CONNECT_FAILURE));
        assertThat(told).containsExactly("attempt /a", "call /a");
    }

    @Test
    void a_call_that_the_application_gave_up_is_one() {
        end(new ScriptedCall(world), Outcome.IGNORED);

        assertThat(told).containsExactly("attempt /a", "call /a");
    }

    private ScriptedCall prelude() {
        ScriptedCall call = new ScriptedCall(world);
        call.isPrelude = true;
        return call;
    }

    private void end(ScriptedCall call, Outcome outcome) {
        CallSession session = guard("GET", "/a").newCall(call.blocking());
        session.start();
        session.onOutcome(outcome);
    }

    @Test
    void the_same_operation_has_the_same_guard() {
        assertThat(guard("GET", "/a")).isSameAs(guard("GET", "/a"));
        assertThat(guard("GET", "/a")).isNotSameAs(guard("GET", "/b"));
    }

    @Test
    void all_operations_share_breaker_bulkhead_and_budget() {
        Guard first = guard("GET", "/a");
        Guard second = guard("GET", "/b");

        assertThat(first.breaker()).isSameAs(second.breaker());
        assertThat(first.bulkhead()).isSameAs(second.bulkhead());
        assertThat(first.budget()).isSameAs(second.budget());
    }

    /** The breaker has opened meanwhile, and a new permit would not be had; the one that is held still counts. */
    @Test
    void a_redirect_to_another_operation_of_the_destination_goes_on_with_its_permit() {
        CallSession session = guard("GET", "/a").newCall(new ScriptedCall(world).blocking());
        session.start();
        long now = world.time.nanoTime();
        guard("GET", "/b").breaker().tryAcquire(now).onFailure(now, 0);

        assertThat(session.redirected(guard("GET", "/b"))).isNull();
    }

    private final class Meters implements CallMeters {
        @Override
        public CallMeter of(Destination destination) {
            return whole;
        }

        @Override
        public void forget(Destination destination) {}
    }

    private final class Operation implements CallMeter {
        private final String path;
        private final Map<String, Operation> operations = new HashMap<>();

        Operation(String path) {
            this.path = path;
        }

        @Override
        public void onAttempt(String method, Outcome outcome, long nanos) {
            told.add("attempt " + path);
        }

        @Override
        public void onCall(
                String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos, long nowNanos) {
            told.add("call " + path);
        }

        @Override
        public CallMeter ofOperation(String method, String called, boolean observed) {
            return operations.computeIfAbsent(called, Operation::new);
        }
    }
}
