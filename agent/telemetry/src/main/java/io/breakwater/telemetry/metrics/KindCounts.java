package io.breakwater.telemetry;

import io.breakwater.engine.event.InterventionKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * One number for each kind of intervention, done and only observed apart. Thread-safety: thread-safe, lock-free.
 */
@SuppressWarnings(
        "EnumOrdinal") // indexes an array of this class alone; an EnumMap of adders would be five times larger
final class KindCounts {
    private static final InterventionKind[] KINDS = InterventionKind.values();

    private final AtomicLongArray counts = new AtomicLongArray(2 * KINDS.length);

    void increment(InterventionKind kind, boolean enforced) {
        counts.getAndIncrement(index(kind, enforced));
    }

    long count(InterventionKind kind, boolean enforced) {
        return counts.get(index(kind, enforced));
    }

    /** By the kind's word, with the prefix {@code observed:} where nothing was enforced. What never happened is left out. */
    Map<String, Long> snapshot() {
        Map<String, Long> snapshot = new LinkedHashMap<>();
        for (InterventionKind kind : KINDS) {
            putIfPositive(snapshot, kind.word(), count(kind, true));
            putIfPositive(snapshot, "observed:" + kind.word(), count(kind, false));
        }
        return Collections.unmodifiableMap(snapshot);
    }

    private static void putIfPositive(Map<String, Long> snapshot, String word, long count) {
        if (count > 0) {
            snapshot.put(word, count);
        }
    }

    private static int index(InterventionKind kind, boolean enforced) {
        return 2 * kind.ordinal() + (enforced ? 0 : 1);
    }
}
