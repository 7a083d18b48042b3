package io.breakwater.telemetry.history;

/** What is kept of each second. Counts are per second, times in milliseconds. */
public enum Curve {
    /** Calls that ended as the application wanted. */
    SUCCEEDED("succeeded"),
    /** Calls that ended with an error, or with a status of 500 and above. */
    FAILED("failed"),
    /** Calls that were refused: an open breaker, a full bulkhead, a deadline. */
    REJECTED("rejected"),
    /** Attempts after the first. */
    RETRIED("retried"),
    /** What was done to calls. */
    INTERVENTIONS("interventions"),
    /** What would have been done to calls. */
    OBSERVED("observed"),
    /** The median time of the calls that ended in that second, from the bounds of a histogram. */
    P50("p50-millis"),
    P99("p99-millis"),
    /** Calls that hold a place in the bulkhead. */
    IN_USE("permits-in-use"),
    /** The state of the breaker that lets the fewest calls through: 0 closed, 1 half-open, 2 open. */
    BREAKER("breaker");

    private final String word;

    Curve(String word) {
        this.word = word;
    }

    /** The word in JSON. */
    public String word() {
        return word;
    }
}
