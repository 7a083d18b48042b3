package io.breakwater.telemetry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionKind;

/** Events as the engine makes them. */
final class Interventions {
    private Interventions() {}

    static Destination host(int number) {
        return Destination.of("https", "host-" + number, 8443);
    }

    static Intervention retry(Destination destination, boolean enforced) {
        return new Intervention(
                InterventionKind.RETRY,
                enforced,
                destination,
                "GET",
                1,
                "status 503, attempt 1 of 3",
                42_100_000,
                "breakwater.yaml:12:7");
    }

    static Intervention of(InterventionKind kind, boolean enforced) {
        return new Intervention(kind, enforced, host(1), "GET", 1, "a reason", 0, "built-in");
    }

    static Intervention transition(String what, long openNanos) {
        return transition(host(1), what, openNanos);
    }

    static Intervention transition(Destination destination, String what, long openNanos) {
        return new Intervention(
                InterventionKind.CIRCUIT_TRANSITION, true, destination, "", 0, what, openNanos, "breakwater.yaml:9:5");
    }
}
