package io.breakwater.telemetry.metrics.jmx;

/** What {@code io.breakwater:type=Agent} has. At most a second old. */
public interface AgentMXBean {

    String getVersion();

    /** {@code enforce}, {@code observe} or {@code disabled}. */
    String getMode();

    /** Bugs of the agent; the application's plain call went on. */
    long getFailOpen();

    /** How many destinations are counted apart. */
    long getDestinations();

    /** How many can be. */
    long getDestinationsLimit();
}
