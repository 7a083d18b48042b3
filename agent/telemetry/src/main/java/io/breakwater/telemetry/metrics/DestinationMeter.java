package io.breakwater.telemetry.metrics;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.CallMeter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one destination by method, and the interventions.
 *
 * <p>Thread-safety: thread-safe; lock-free once a method is known, and then without allocation. Copied on write.
 */
final class DestinationMeter implements CallMeter {
    final String name;
    final KindCounts interventions = new KindCounts();

    private final boolean isDatabase;
    private final boolean standsForMany;
    private final Recorders recorders;
    private volatile MethodMeter[] methods = new MethodMeter[0];

    private DestinationMeter(String name, boolean isDatabase, boolean standsForMany, Recorders recorders) {
        this.name = name;
        this.isDatabase = isDatabase;
        this.standsForMany = standsForMany;
        this.recorders = recorders;
    }

    static DestinationMeter of(String name, boolean isDatabase, Recorders recorders) {
        return new DestinationMeter(name, isDatabase, false, recorders);
    }

    /** For all destinations that are not counted apart: the method says what kind of call it was. */
    static DestinationMeter ofOthers(Recorders recorders) {
        return new DestinationMeter(Names.OTHER, false, true, recorders);
    }

    @Override
    public void onAttempt(String method, Outcome outcome, long nanos) {
        meterOf(method).attempts.increment();
    }

    @Override
    public void onCall(
            String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos, long nowNanos) {
        MethodMeter meter = meterOf(method);
        meter.onCall(outcome, rejected, attempts, nanos);
        DurationRecorder recorder = recorders.current();
        if (recorder != null) {
            recorder.record(meter.isDatabase ? Metric.DB_DURATION : Metric.HTTP_DURATION, nanos, meter.method, name);
        }
    }

    List<MethodMeter> methods() {
        return Arrays.asList(methods);
    }

    /** Nearly always the same object stands for the same method, and then nothing has to be compared. */
    @SuppressWarnings("ReferenceEquality")
    private MethodMeter meterOf(String method) {
        for (MethodMeter meter : methods) {
            if (meter.method == method) {
                return meter;
            }
        }
        return meterOfEqual(method);
    }

    private MethodMeter meterOfEqual(String method) {
        MethodMeter known = find(methods, method);
        return known != null ? known : add(Names.method(method));
    }

    private static @Nullable MethodMeter find(MethodMeter[] methods, String method) {
        for (MethodMeter meter : methods) {
            if (meter.method.equals(method)) {
                return meter;
            }
        }
        return null;
    }

    private MethodMeter add(String method) {
        // Unusual methods come here with every call: they must find theirs without the lock.
        MethodMeter known = find(methods, method);
        return known != null ? known : addNew(method);
    }

    private synchronized MethodMeter addNew(String method) {
        MethodMeter known = find(methods, method);
        if (known != null) {
            return known;
        }
        MethodMeter added = new MethodMeter(method, standsForMany ? Names.isOfDatabase(method) : isDatabase);
        MethodMeter[] more = Arrays.copyOf(methods, methods.length + 1);
        more[methods.length] = added;
        methods = more;
        return added;
    }
}
