package io.breakwater.telemetry.observe;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Records the calls of one destination, by operation and over time, and passes them on to the meter behind it.
 *
 * <p>Thread-safety: thread-safe; recording takes no lock once the operation is known.
 */
final class DestinationRecorder implements CallMeter {
    private final Destination destination;
    private final Observations observations;
    private final CallMeter behind;
    private final OperationTable operations;
    private final OutcomeSeries series = new OutcomeSeries();
    private final LongAdder unrecorded = new LongAdder();

    DestinationRecorder(Destination destination, Observations observations, CallMeter behind) {
        this.destination = destination;
        this.observations = observations;
        this.behind = behind;
        this.operations = new OperationTable(
                method -> new OperationRecorder(method, this, behind), observations.roomForOperations());
    }

    /** A call that is not recorded. */
    @Override
    public void onAttempt(String method, Outcome outcome, long nanos) {
        behind.onAttempt(method, outcome, nanos);
    }

    /** A call that is not recorded. */
    @Override
    public void onCall(
            String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos, long nowNanos) {
        behind.onCall(method, outcome, rejected, attempts, nanos, nowNanos);
        unrecorded.increment();
    }

    @Override
    public CallMeter ofOperation(String method, String path, boolean observed) {
        return observations.isRecorded(observed) ? operations.find(method, path) : this;
    }

    boolean isDatabase() {
        return destination.isDatabase();
    }

    void record(long nowNanos, long nanos, boolean failed) {
        series.record(Math.max(0, nowNanos - observations.startNanos()), nanos, failed);
    }

    void clear() {
        operations.each((template, operation) -> operation.clear());
        series.clear();
        unrecorded.reset();
    }

    /** Null if nothing was recorded. */
    @Nullable
    ObservedDestination read() {
        Map<String, ObservedOperation> byName = new TreeMap<>();
        operations.each((template, operation) -> {
            String path = destination.isDatabase() ? "" : template;
            ObservedOperation read = operation.read(path);
            if (read.calls() > 0) {
                byName.merge(path + " " + read.method(), read, ObservedOperation::plus);
            }
        });
        List<ObservedOperation> read = new ArrayList<>(byName.values());
        return read.isEmpty() ? null : new ObservedDestination(destination, read, series.read(), unrecorded.sum());
    }
}
