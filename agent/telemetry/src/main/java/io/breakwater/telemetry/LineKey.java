package io.breakwater.telemetry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.event.InterventionKind;

/** What log lines are limited by. Thread-safety: immutable. */
final class LineKey {
    private final Destination destination;
    private final InterventionKind kind;
    private final String scope;

    LineKey(Destination destination, InterventionKind kind, String scope) {
        this.destination = destination;
        this.kind = kind;
        this.scope = scope;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof LineKey)) {
            return false;
        }
        LineKey that = (LineKey) other;
        return kind == that.kind && destination.equals(that.destination) && scope.equals(that.scope);
    }

    @Override
    public int hashCode() {
        return (destination.hashCode() * 31 + kind.hashCode()) * 31 + scope.hashCode();
    }
}
