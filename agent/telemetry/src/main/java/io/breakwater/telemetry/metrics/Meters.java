package io.breakwater.telemetry.metrics;

import io.breakwater.engine.Destination;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionListener;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The counters of all destinations, by host and port; of a database by its URL without user and parameters.
 *
 * <p>Bounded: destinations beyond the limit are counted together. A destination keeps its counters when the engine
 * forgets it, for two reasons: whoever reads them must never see one go back, and to add them to those of the others
 * would look like a burst of calls there. What was counted once therefore stays until the process ends.
 *
 * <p>Thread-safety: thread-safe; counting takes no lock once destination, method and status are known.
 */
public final class Meters implements CallMeters, InterventionListener {
    private volatile int maxDestinations;
    private final Recorders recorders = new Recorders();
    private final DestinationMeter others = DestinationMeter.ofOthers(recorders);

    /** Two destinations may share a meter: the same host and port by http and https. */
    private final Map<Destination, DestinationMeter> byDestination = new ConcurrentHashMap<>();

    private final Map<String, DestinationMeter> byName = new ConcurrentHashMap<>();

    /** @param maxDestinations how many are counted apart, at least 0 */
    public Meters(int maxDestinations) {
        this.maxDestinations = maxDestinations;
    }

    @Override
    public CallMeter of(Destination destination) {
        return meterOf(destination);
    }

    /** Keeps the counters. */
    @Override
    public void forget(Destination destination) {}

    @Override
    public void onIntervention(Intervention intervention) {
        meterOf(intervention.destination()).interventions.increment(intervention.kind(), intervention.isEnforced());
    }

    /** From now on tells this one of durations, and the one before no more; null for nobody. */
    public void recordDurations(@Nullable DurationRecorder recorder) {
        recorders.set(recorder);
    }

    /** From now on so many are counted apart; those that are, stay so. */
    public void limit(int destinations) {
        maxDestinations = destinations;
    }

    int maxDestinations() {
        return maxDestinations;
    }

    /** Without that of the others. */
    Collection<DestinationMeter> apart() {
        return Collections.unmodifiableCollection(byName.values());
    }

    DestinationMeter others() {
        return others;
    }

    /** The label that stands for a destination. */
    String nameOf(Destination destination) {
        DestinationMeter meter = byDestination.get(destination);
        return meter == null ? Names.OTHER : meter.name;
    }

    private DestinationMeter meterOf(Destination destination) {
        DestinationMeter known = byDestination.get(destination);
        if (known != null) {
            return known;
        }
        // When it is full, a flood of new destinations must not queue for the lock.
        return Names.isApart(destination) && byDestination.size() < maxDestinations ? add(destination) : others;
    }

    private synchronized DestinationMeter add(Destination destination) {
        DestinationMeter known = byDestination.get(destination);
        if (known != null) {
            return known;
        }
        if (byDestination.size() >= maxDestinations) {
            return others;
        }
        DestinationMeter meter = byName.computeIfAbsent(
                destination.toString(), name -> DestinationMeter.of(name, destination.isDatabase(), recorders));
        byDestination.put(destination, meter);
        return meter;
    }
}
