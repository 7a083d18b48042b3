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

    /** @param operations with one call at least each; one at least */
    public ObservedDestination(Destination destination, List<ObservedOperation> operations, ObservedSeries series) {
        this.destination = destination;
        this.operations = Collections.unmodifiableList(new ArrayList<>(operations));
        this.series = series;
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

    /** All operations together. */
    public ObservedOperation total() {
        ObservedOperation total = ObservedOperation.builder("", "").build();
        for (ObservedOperation operation : operations) {
            total = total.plus(operation);
        }
        return total;
    }
}
