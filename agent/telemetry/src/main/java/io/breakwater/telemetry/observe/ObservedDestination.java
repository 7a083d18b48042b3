package io.breakwater.telemetry.observe;

import io.breakwater.engine.Destination;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was recorded of one destination. Thread-safety: immutable. */
public final class ObservedDestination {
    private final Destination destination;
    private final List<ObservedOperation> operations;
    private final ObservedSeries series;
    private final long unrecorded;

    /**
     * @param operations with one call at least each; one at least
     * @param unrecorded calls that were made meanwhile, and of which nothing else is known
     */
    public ObservedDestination(
            Destination destination, List<ObservedOperation> operations, ObservedSeries series, long unrecorded) {
        this.destination = destination;
        this.operations = Collections.unmodifiableList(new ArrayList<>(operations));
        this.series = series;
        this.unrecorded = unrecorded;
    }

    public Destination destination() {
        return destination;
    }

    /** In the order of path and method. */
    public List<ObservedOperation> operations() {
        return operations;
    }

    public ObservedSeries series() {
        return series;
    }

    /** Calls that were made meanwhile and are not recorded, because policies were enforced on them. */
    public long unrecorded() {
        return unrecorded;
    }

    /** All operations together. */
    public ObservedOperation total() {
        ObservedOperation total = ObservedOperation.builder("", "").build();
        for (ObservedOperation operation : operations) {
            total = total.plus(operation);
        }
        return total;
    }
}
