package io.breakwater.telemetry.metrics.jmx;

import java.util.Map;

/**
 * What {@code io.breakwater:type=Destination,name="host:port"} has. Counters start with the process; maps by scope have
 * {@code all} for the destination as a whole. At most a second old.
 */
public interface DestinationMXBean {

    /** Host and port, or the URL of a database; {@code other} for all that are not counted apart. */
    String getHost();

    /** Calls that have ended. */
    long getRequests();

    Map<String, Long> getRequestsByMethod();

    Map<String, Long> getRequestsByStatus();

    /** What all calls together took, in seconds. */
    double getRequestSeconds();

    long getAttempts();

    /** Attempts after the first. */
    long getRetries();

    /** By kind: what was done. */
    Map<String, Long> getInterventions();

    /** By kind: what would have been done. */
    Map<String, Long> getObservedInterventions();

    /** Calls refused or cut off because of a deadline. */
    long getDeadlineExceeded();

    /** By scope: {@code closed}, {@code open} or {@code half-open}. */
    Map<String, String> getCircuitBreakers();

    Map<String, Long> getBulkheadPermitsInUse();

    Map<String, Long> getBulkheadPermitsLimit();

    Map<String, Long> getBulkheadWaitingCalls();

    /** Retries that the budget would pay for now. */
    double getRetryBudgetLeft();
}
