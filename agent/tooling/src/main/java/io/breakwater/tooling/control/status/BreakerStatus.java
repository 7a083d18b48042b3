package io.breakwater.tooling.control.status;

/** A circuit breaker. Thread-safety: immutable. */
public final class BreakerStatus {
    /** {@code all} for the whole destination, else the route. */
    public final String scope;

    /** {@code closed}, {@code open} or {@code half-open}. */
    public final String state;

    /** True if an operator has decided on the state. */
    public final boolean forced;

    /** When it entered the state. */
    public final String since;

    /** Milliseconds until it lets a probe through; 0 unless it is open by itself. */
    public final long probeInMillis;

    public BreakerStatus(String scope, String state, boolean forced, String since, long probeInMillis) {
        this.scope = scope;
        this.state = state;
        this.forced = forced;
        this.since = since;
        this.probeInMillis = probeInMillis;
    }

    /** 2 if it is open, 1 if it is half-open, else 0. */
    public int strictness() {
        return state.equals("open") ? 2 : state.equals("half-open") ? 1 : 0;
    }
}
