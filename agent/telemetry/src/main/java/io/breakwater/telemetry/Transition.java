package io.breakwater.telemetry;

import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;
import org.jspecify.annotations.Nullable;

/**
 * What the reason of a breaker's transition says: {@code scope: CLOSED -> OPEN: 8 of 12 calls failed}. The scope is left out
 * for the breaker of a whole destination.
 *
 * <p>Thread-safety: immutable.
 */
final class Transition {
    static final String ARROW = " -> ";
    private static final String END = ": ";

    private final Intervention intervention;
    private final String scope;
    private final String from;
    private final String to;
    private final String why;

    private Transition(Intervention intervention, int begin, int arrow, int end) {
        String reason = intervention.reason();
        this.intervention = intervention;
        this.scope = reason.substring(0, begin);
        this.from = reason.substring(begin, arrow);
        this.to = reason.substring(arrow + ARROW.length(), end);
        this.why = reason.substring(end);
    }

    /** Null if it is none, or one in other words. */
    static @Nullable Transition of(Intervention intervention) {
        if (intervention.kind() != InterventionKind.CIRCUIT_TRANSITION) {
            return null;
        }
        String reason = intervention.reason();
        int arrow = reason.indexOf(ARROW);
        int end = reason.indexOf(END, arrow + 1);
        return arrow < 0 || end < 0
                ? null
                : new Transition(intervention, reason.lastIndexOf(' ', arrow - 1) + 1, arrow, end);
    }

    /** What stands before the states; empty if nothing does. */
    String scope() {
        return scope;
    }

    String from() {
        return from;
    }

    String direction() {
        return from + ARROW + to;
    }

    /** True if the other one may come next. */
    boolean leadsTo(Transition other) {
        return to.equals(other.from);
    }

    /**
     * The same as the last of several.
     *
     * @param states before it, its own included
     */
    Intervention after(String states) {
        return new Intervention(
                intervention.kind(),
                intervention.isEnforced(),
                intervention.destination(),
                intervention.method(),
                intervention.attempt(),
                scope + states + ARROW + to + why,
                intervention.waitNanos(),
                intervention.origin());
    }
}
