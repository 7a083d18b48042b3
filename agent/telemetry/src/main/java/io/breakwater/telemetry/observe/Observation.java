package io.breakwater.telemetry.observe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All that was recorded. Thread-safety: immutable. */
public final class Observation {
    private final List<ObservedDestination> destinations;
    private final long startEpochMillis;
    private final long nanos;

    /**
     * @param startEpochMillis when the recording began
     * @param nanos for how long it has been going on
     */
    public Observation(List<ObservedDestination> destinations, long startEpochMillis, long nanos) {
        this.destinations = Collections.unmodifiableList(new ArrayList<>(destinations));
        this.startEpochMillis = startEpochMillis;
        this.nanos = nanos;
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
}
