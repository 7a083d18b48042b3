package io.breakwater.tooling.control.status;

/** A bulkhead. Thread-safety: immutable. */
public final class BulkheadStatus {
    /** {@code all} for the whole destination, else the route. */
    public final String scope;

    /** Calls that hold a place. Where the limit is only observed, they may be more than it. */
    public final long inUse;

    public final long limit;

    /** Calls that wait for a place. */
    public final long waiting;

    public BulkheadStatus(String scope, long inUse, long limit, long waiting) {
        this.scope = scope;
        this.inUse = inUse;
        this.limit = limit;
        this.waiting = waiting;
    }
}
