package io.breakwater.telemetry.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All that was recorded. Thread-safety: immutable. */
public final class Observation {
    private final List<ObservedDestination> destinations;
    private final long startEpochMillis;
    private final long nanos;
    private final boolean full;

    /**
     * @param startEpochMillis when the recording began
     * @param nanos for how long it has been going on
     * @param full true if there were more destinations than are recorded
     */
    public Observation(List<ObservedDestination> destinations, long startEpochMillis, long nanos, boolean full) {
        this.destinations = Collections.unmodifiableList(new ArrayList<>(destinations));
        this.startEpochMillis = startEpochMillis;
        this.nanos = nanos;
        this.full = full;
    }

    /** In the order of their names. */
    public List<ObservedDestination> destinations() {
        return destinations;
    }

    public long startEpochMillis() {
        return startEpochMillis;
    }

    public long nanos() {
        return nanos;
    }

    /** True if there were more destinations than are recorded; nothing is known of the others. */
    public boolean isFull() {
        return full;
    }
}
