package io.breakwater.telemetry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.event.InterventionListener;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts interventions, in total and per destination. The first 500 destinations are counted apart, the rest together
 * under {@link #OTHER}.
 *
 * <p>Thread-safety: thread-safe, lock-free once a destination is known.
 */
public final class InterventionCounters implements InterventionListener {
    /** The key of all destinations together in {@link #snapshot()}. */
    public static final String TOTAL = "total";

    /** The key of the destinations that are not counted apart. */
    public static final String OTHER = "other";

    private static final int MAX_DESTINATIONS = 500;

    private final KindCounts total = new KindCounts();
    private final KindCounts other = new KindCounts();
    private final ConcurrentHashMap<Destination, KindCounts> byDestination = new ConcurrentHashMap<>();

    @Override
    public void onIntervention(Intervention intervention) {
        total.increment(intervention.kind(), intervention.isEnforced());
        countsOf(intervention.destination()).increment(intervention.kind(), intervention.isEnforced());
    }

    /** How often it happened, wherever. */
    public long count(InterventionKind kind, boolean enforced) {
        return total.count(kind, enforced);
    }

    /** How often it happened at one destination; 0 if that is not counted apart. */
    public long count(Destination destination, InterventionKind kind, boolean enforced) {
        KindCounts counts = byDestination.get(destination);
        return counts == null ? 0 : counts.count(kind, enforced);
    }

    /**
     * All that is not zero: by {@link #TOTAL}, {@link #OTHER} or a destination such as {@code https://inventory:8443}, and
     * then by the kind's word, with the prefix {@code observed:} where nothing was enforced. Immutable.
     */
    public Map<String, Map<String, Long>> snapshot() {
        Map<String, Map<String, Long>> destinations = new TreeMap<>();
        byDestination.forEach((destination, counts) ->
                destinations.put(destination.scheme() + "://" + destination, counts.snapshot()));
        Map<String, Map<String, Long>> snapshot = new LinkedHashMap<>();
        snapshot.put(TOTAL, total.snapshot());
        snapshot.putAll(destinations);
        snapshot.put(OTHER, other.snapshot());
        snapshot.values().removeIf(Map::isEmpty);
        return Collections.unmodifiableMap(snapshot);
    }

    private KindCounts countsOf(Destination destination) {
        KindCounts known = byDestination.get(destination);
        if (known != null) {
            return known;
        }
        // Threads that look at the size at once may add a few more than the maximum; they cannot do so again.
        return byDestination.size() < MAX_DESTINATIONS
                ? byDestination.computeIfAbsent(destination, absent -> new KindCounts())
                : other;
    }
}
