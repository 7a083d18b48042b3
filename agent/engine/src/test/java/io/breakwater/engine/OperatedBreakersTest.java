package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.breaker.CircuitState;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.policy.BreakerOverride;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an operator decides on breakers, from the engine to the call. */
class OperatedBreakersTest {
    private static final BreakerOverride OPEN = BreakerOverride.open("operator (alice)");

    private final World world = new World().breakerAfter(1);

    private PolicySource version(@Nullable BreakerOverride override) {
        DestinationPolicy policy = DestinationPolicy.always(world.policy());
        return new PolicySource() {
            @Override
            public DestinationPolicy policyFor(Destination destination) {
                return policy;
            }

            @Override
            public @Nullable BreakerOverride breakerOverride(Destination destination) {
                return destination.equals(World.INVENTORY) ? override : null;
            }

            @Override
            public int maxDestinations() {
                return FixedPolicies.MAX_DESTINATIONS;
            }

            @Override
            public long idleDestinationNanos() {
                return FixedPolicies.IDLE_NANOS;
            }
        };
    }

    private CircuitState stateNow() {
        return world.engine().destinations().get(0).breakers().get(0).state();
    }

    @Test
    void holds_at_once_for_a_destination_that_is_known_and_before_its_next_call() {
        world.guard();

        world.engine().apply(version(OPEN));

        assertThat(stateNow()).isEqualTo(CircuitState.OPEN);
        assertThat(world.engine().destinations().get(0).breakers().get(0).isForced())
                .isTrue();
    }

    @Test
    void holds_for_a_destination_that_is_first_called_later() {
        world.engine().apply(version(OPEN));

        world.guard();

        assertThat(stateNow()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void holds_for_a_destination_that_was_forgotten_meanwhile() {
        world.guard();
        world.engine().apply(version(OPEN));
        world.time.advance(Duration.ofHours(2));
        assertThat(world.engine().destinations()).isEmpty();

        world.guard();

        assertThat(stateNow()).isEqualTo(CircuitState.OPEN);
    }

    @Test
    void does_not_hold_for_others() {
        world.engine().apply(version(OPEN));

        Guard other = world.guardFor(Destination.of("http", "prices", 80));

        assertThat(other.breaker().permitsCall(world.time.nanoTime())).isTrue();
    }

    @Test
    void a_refused_call_is_told_that_it_was_an_operator() {
        world.engine().apply(version(OPEN));

        CallSession session = world.guard().newCall(new ScriptedCall(world).blocking());

        assertThat(session.start()).isEqualTo(Step.REJECT);
        assertThat(session.rejection().message())
                .isEqualTo("circuit breaker of inventory:8080 is open [operator (alice)]");
        Intervention refusal = event(InterventionKind.CIRCUIT_OPEN);
        assertThat(refusal.reason()).isEqualTo("the circuit breaker is forced open");
        assertThat(refusal.origin()).isEqualTo("operator (alice)");
        assertThat(refusal.isEnforced()).isTrue();
    }

    @Test
    void where_the_breaker_only_observes_the_call_goes_on_and_it_is_told_what_would_have_been() {
        world.breaker.mode(Mode.OBSERVE);
        world.engine().apply(version(OPEN));

        assertThat(world.guard().newCall(new ScriptedCall(world).blocking()).start())
                .isEqualTo(Step.SEND);

        assertThat(event(InterventionKind.CIRCUIT_OPEN).isEnforced()).isFalse();
    }

    @Test
    void taken_back_it_is_closed_at_once() {
        world.guard();
        world.engine().apply(version(OPEN));

        world.engine().apply(version(null));

        assertThat(stateNow()).isEqualTo(CircuitState.CLOSED);
        assertThat(event(InterventionKind.CIRCUIT_TRANSITION).reason()).isEqualTo("OPEN -> CLOSED: no longer forced");
    }

    @Test
    void reset_is_for_those_that_are_meant_and_tells_which_they_were() {
        world.openBreaker();

        assertThat(world.engine().resetBreakers(destination -> false, "reset")).isEmpty();
        assertThat(stateNow()).isEqualTo(CircuitState.OPEN);
        assertThat(world.engine().resetBreakers(destination -> true, "reset"))
                .isEqualTo(Collections.singletonList(World.INVENTORY));
        assertThat(stateNow()).isEqualTo(CircuitState.CLOSED);
    }

    @Test
    void a_snapshot_says_for_how_long_the_state_has_lasted_and_for_how_long_it_will() {
        world.guard();
        world.time.advance(Duration.ofSeconds(30));
        world.openBreaker();
        world.time.advance(Duration.ofMillis(600));

        DestinationSnapshot.Breaker breaker =
                world.engine().destinations().get(0).breakers().get(0);

        assertThat(breaker.ageNanos()).isEqualTo(World.ms(600));
        assertThat(breaker.openNanosLeft()).isEqualTo(World.ms(500));
        assertThat(breaker.isForced()).isFalse();
    }

    private Intervention event(InterventionKind kind) {
        Intervention last = null;
        for (Intervention event : world.events) {
            last = event.kind() == kind ? event : last;
        }
        assertThat(last).as("an event %s in %s", kind, world.events).isNotNull();
        return last;
    }
}
