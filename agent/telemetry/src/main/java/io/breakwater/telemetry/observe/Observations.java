package io.breakwater.telemetry.observe;

import io.breakwater.engine.Destination;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.policy.RecordingScope;
import io.breakwater.engine.time.TimeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records what is needed to learn settings from traffic, for all destinations, and passes everything on to the meters
 * behind it. What the engine forgets because it was idle is remembered here, until it is cleared or the process ends.
 *
 * <p>Bounded: so many destinations, so many operations of each, and so many of all; the others are not recorded, or
 * together. The memory of an operation does not depend on the number of its calls.
 *
 * <p>Thread-safety: thread-safe; recording takes no lock once destination and operation are known.
 */
public final class Observations implements CallMeters {
    /** Operations of all destinations that are recorded apart: 3.5 KB each, 7 KB if they fail now and then. */
    public static final int MOST_OPERATIONS = 1_000;

    /** Destinations that are recorded, the first ones: up to 29 KB each, in which ten minutes are kept second by second. */
    public static final int MOST_DESTINATIONS = 250;

    private final CallMeters behind;
    private final TimeSource time;
    private final RecordingScope scope;
    private final int mostDestinations;
    private final int mostOperations;
    private final Map<Destination, DestinationRecorder> recorders = new ConcurrentHashMap<>();
    private final AtomicInteger roomForOperations;
    private volatile boolean full;
    private volatile long startNanos;
    private volatile long startEpochMillis;

    /** @param behind is told of every call as well */
    public Observations(CallMeters behind, TimeSource time, RecordingScope scope) {
        this(behind, time, scope, MOST_DESTINATIONS, MOST_OPERATIONS);
    }

    Observations(CallMeters behind, TimeSource time, RecordingScope scope, int mostDestinations, int mostOperations) {
        this.behind = behind;
        this.time = time;
        this.scope = scope;
        this.mostDestinations = mostDestinations;
        this.mostOperations = mostOperations;
        this.roomForOperations = new AtomicInteger(mostOperations);
        begin();
    }

    private void begin() {
        startNanos = time.nanoTime();
        startEpochMillis = time.epochMillis();
    }

    @Override
    public CallMeter of(Destination destination) {
        CallMeter meter = behind.of(destination);
        if (scope == RecordingScope.NONE || destination.equals(Destination.OTHER)) {
            return meter;
        }
        DestinationRecorder known = recorders.get(destination);
        if (known != null) {
            return known;
        }
        if (recorders.size() >= mostDestinations) {
            full = true;
            return meter;
        }
        return recorders.computeIfAbsent(destination, key -> new DestinationRecorder(key, this, meter));
    }

    @Override
    public void forget(Destination destination) {
        behind.forget(destination);
    }

    boolean isRecorded(boolean observed) {
        return scope == RecordingScope.ALL || observed;
    }

    AtomicInteger roomForOperations() {
        return roomForOperations;
    }

    long startNanos() {
        return startNanos;
    }

    /** How many operations are recorded apart. */
    public int operations() {
        return mostOperations - Math.max(0, roomForOperations.get());
    }

    /** Forgets what was recorded, and begins anew. A call that ends meanwhile may be half remembered. */
    public void clear() {
        recorders.values().forEach(DestinationRecorder::clear);
        begin();
    }

    /** All that was recorded, in the order of the names. Takes a while, and is not one moment. */
    public Observation read() {
        List<ObservedDestination> read = new ArrayList<>();
        for (DestinationRecorder recorder : recorders.values()) {
            ObservedDestination destination = recorder.read();
            if (destination != null) {
                read.add(destination);
            }
        }
        read.sort(Comparator.comparing(
                        (ObservedDestination each) -> each.destination().toString())
                .thenComparing(each -> each.destination().scheme()));
        return new Observation(read, startEpochMillis, time.nanoTime() - startNanos, full);
    }
}
