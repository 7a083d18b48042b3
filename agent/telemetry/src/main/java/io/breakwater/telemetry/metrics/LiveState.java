package io.breakwater.telemetry.metrics;

import io.breakwater.engine.DestinationSnapshot;
import io.breakwater.engine.breaker.CircuitState;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of one label: the live state of its destination, or of two that share the label (http and https on one port).
 * Of two states the one that lets fewer calls through is told, and places and budgets are added up.
 *
 * <p>Thread-safety: confined to {@link #of}, then immutable.
 */
final class LiveState {
    /** Words of a breaker's states, from the one that lets most through. */
    static final Map<CircuitState, String> WORDS = words();

    final String name;
    final Map<String, CircuitState> breakers = new TreeMap<>();
    final Map<String, Places> bulkheads = new TreeMap<>();
    double retriesLeft;

    private LiveState(String name) {
        this.name = name;
    }

    static Collection<LiveState> of(List<DestinationSnapshot> snapshots, Meters meters) {
        Map<String, LiveState> byName = new TreeMap<>();
        for (DestinationSnapshot snapshot : snapshots) {
            byName.computeIfAbsent(meters.nameOf(snapshot.destination()), LiveState::new)
                    .add(snapshot);
        }
        return Collections.unmodifiableCollection(byName.values());
    }

    static @Nullable LiveState find(Collection<LiveState> states, String name) {
        for (LiveState state : states) {
            if (state.name.equals(name)) {
                return state;
            }
        }
        return null;
    }

    private void add(DestinationSnapshot snapshot) {
        for (DestinationSnapshot.Breaker breaker : snapshot.breakers()) {
            breakers.merge(Names.scope(breaker.scope()), breaker.state(), LiveState::stricter);
        }
        for (DestinationSnapshot.Places places : snapshot.bulkheads()) {
            bulkheads
                    .computeIfAbsent(Names.scope(places.scope()), scope -> new Places())
                    .add(places);
        }
        retriesLeft += snapshot.retriesLeft();
    }

    private static CircuitState stricter(CircuitState one, CircuitState other) {
        if (one == CircuitState.OPEN || other == CircuitState.CLOSED) {
            return one;
        }
        return other == CircuitState.OPEN || one == CircuitState.CLOSED ? other : one;
    }

    private static Map<CircuitState, String> words() {
        Map<CircuitState, String> words = new EnumMap<>(CircuitState.class);
        for (CircuitState state : CircuitState.values()) {
            words.put(state, state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return Collections.unmodifiableMap(words);
    }

    /** Sums of bulkheads. */
    static final class Places {
        long taken;
        long limit;
        long waiting;

        private void add(DestinationSnapshot.Places more) {
            taken += more.taken();
            limit += more.limit();
            waiting += more.waiting();
        }
    }
}
