package io.breakwater.engine.breaker;

/** What a circuit breaker does with calls. */
public enum CircuitState {
    /** Lets all through. */
    CLOSED,
    /** Refuses all. */
    OPEN,
    /** Lets a few through as probes, and refuses the others. */
    HALF_OPEN
}
