package io.breakwater.telemetry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.event.InterventionKind;

/** What log lines are limited by. Thread-safety: immutable. */
final class LineKey {
    private final Destination destination;
    private final InterventionKind kind;
    private final String direction;

    LineKey(Destination destination, InterventionKind kind, String direction) {
        this.destination = destination;
        this.kind = kind;
        this.direction = direction;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof LineKey)) {
            return false;
        }
        LineKey that = (LineKey) other;
        return kind == that.kind && destination.equals(that.destination) && direction.equals(that.direction);
    }

    @Override
    public int hashCode() {
        return (destination.hashCode() * 31 + kind.hashCode()) * 31 + direction.hashCode();
    }
}
