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

    /** For how many seconds the configuration in force has been in force. */
    double getConfigurationAgeSeconds();

    /** False if the file or URL has another one now, which was refused, or cannot be read. */
    boolean isConfigurationUpToDate();

    /** How often another configuration came into force after the start. */
    long getReloadsApplied();

    /** How often one was refused. */
    long getReloadsRefused();
}
