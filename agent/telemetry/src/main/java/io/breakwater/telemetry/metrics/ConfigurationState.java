package io.breakwater.telemetry.metrics;

/** What can be told of the configuration in force. Thread-safety: implementations are thread-safe. Errors: none. */
public interface ConfigurationState {

    /** What holds for everything that it does not name: {@code enforce}, {@code observe} or {@code disabled}. */
    String mode();

    /** For how long it has been in force. */
    double ageSeconds();

    /** How often another one came into force after the start. */
    long appliedReloads();

    /** How often one was refused. */
    long refusedReloads();

    /** False if the source has another one now, which was refused, or cannot be read. */
    boolean isUpToDate();
}
