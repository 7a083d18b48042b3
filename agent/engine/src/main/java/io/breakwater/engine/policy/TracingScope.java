package io.breakwater.engine.policy;

/** Which calls are traced. */
public enum TracingScope {
    NONE,
    /** Those that we did something to, or would have. */
    INTERVENTIONS,
    ALL
}
