package io.breakwater.smoke.chain;

/** How the services come by their traces, if at all. */
enum Telemetry {
    /** The OpenTelemetry agent, on the command line after ours. */
    AGENT,
    /** The same, before ours. */
    AGENT_FIRST,
    /** The application sets up OpenTelemetry by itself, as a library. */
    OWN_SDK,
    /** None; ours is the only agent, and exports by itself. */
    NONE;

    boolean isAgent() {
        return this == AGENT || this == AGENT_FIRST;
    }
}
