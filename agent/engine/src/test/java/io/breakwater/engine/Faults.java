package io.breakwater.engine;

import java.util.EnumMap;
import java.util.Map;

/** Bugs on demand: what stands at an armed point throws. */
final class Faults {
    private final Map<Point, Throwable> armed = new EnumMap<>(Point.class);
    private int tripped;

    /** @param bug unchecked */
    void arm(Point point, Throwable bug) {
        armed.put(point, bug);
    }

    void disarm() {
        armed.clear();
    }

    /** How often anything was thrown. */
    int tripped() {
        return tripped;
    }

    void trip(Point point) {
        Throwable bug = armed.get(point);
        if (bug == null) {
            return;
        }
        tripped++;
        if (bug instanceof Error) {
            throw (Error) bug;
        }
        throw (RuntimeException) bug;
    }
}
