package io.breakwater.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.breaker.CircuitState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestinationSnapshotTest {
    private final World world = new World().breakerAfter(1).places(5, 100);

    private DestinationSnapshot only() {
        List<DestinationSnapshot> all = world.engine().destinations();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void nobody_was_called_and_there_is_nothing_to_see() {
        assertThat(world.engine().destinations()).isEmpty();
    }

    @Test
    void tells_the_state_of_the_breaker_as_the_next_call_would_find_it() {
        world.guard();
        assertThat(only().breakers().get(0).state()).isEqualTo(CircuitState.CLOSED);

        world.openBreaker();
        assertThat(only().breakers().get(0).state()).isEqualTo(CircuitState.OPEN);

        world.time.advance(Duration.ofSeconds(2));
        assertThat(only().breakers().get(0).state()).isEqualTo(CircuitState.HALF_OPEN);
    }

    @Test
    void tells_who_holds_a_place_and_who_waits_for_one() {
        Guard guard = world.places(2, 100).guard();
        guard.bulkhead().tryAcquire();
        guard.bulkhead().tryAcquire();
        guard.bulkhead().enqueue(() -> {});

        DestinationSnapshot.Places places = only().bulkheads().get(0);

        assertThat(places.scope()).isEmpty();
        assertThat(places.taken()).isEqualTo(2);
        assertThat(places.limit()).isEqualTo(2);
        assertThat(places.waiting()).isEqualTo(1);
    }

    @Test
    void tells_what_is_left_of_the_budget() {
        Guard guard = world.guard();
        double before = only().retriesLeft();

        guard.budget().tryWithdraw(world.time.nanoTime());

        assertThat(only().retriesLeft()).isEqualTo(before - 1).isPositive();
    }

    @Test
    void leaves_out_what_is_disabled() {
        World plain = new World();
        plain.guard();

        DestinationSnapshot snapshot = plain.engine().destinations().get(0);

        assertThat(snapshot.breakers()).isEmpty();
        assertThat(snapshot.bulkheads()).isEmpty();
    }

    @Test
    void all_destinations_beyond_the_limit_are_one() {
        for (int host = 0; host < FixedPolicies.MAX_DESTINATIONS + 3; host++) {
            world.guardFor(Destination.of("http", "host-" + host, 80));
        }

        assertThat(world.engine().destinations())
                .hasSize(FixedPolicies.MAX_DESTINATIONS + 1)
                .filteredOn(snapshot -> snapshot.destination().equals(Destination.OTHER))
                .hasSize(1);
    }

    @Test
    void being_looked_at_keeps_nobody_from_being_forgotten() {
        world.guard();

        for (int look = 0; look < 7; look++) {
            world.engine().destinations();
            world.time.advance(Duration.ofMinutes(5));
        }

        assertThat(world.engine().destinations()).isEmpty();
    }

    @Test
    void is_nobodys_to_change() {
        world.guard();

        assertThatThrownBy(() -> world.engine().destinations().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> only().breakers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
