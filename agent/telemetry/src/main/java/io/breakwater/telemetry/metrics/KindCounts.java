package io.breakwater.telemetry.metrics;

import io.breakwater.engine.event.InterventionKind;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One number for each kind of intervention, done and only observed apart. Thread-safety: thread-safe, lock-free.
 */
@SuppressWarnings(
        "EnumOrdinal") // indexes an array of this class alone; an EnumMap of adders would be five times larger
final class KindCounts {
    private final AtomicLongArray counts = new AtomicLongArray(2 * InterventionKind.values().length);

    void increment(InterventionKind kind, boolean enforced) {
        counts.getAndIncrement(index(kind, enforced));
    }

    long count(InterventionKind kind, boolean enforced) {
        return counts.get(index(kind, enforced));
    }

    private static int index(InterventionKind kind, boolean enforced) {
        return 2 * kind.ordinal() + (enforced ? 0 : 1);
    }
}
