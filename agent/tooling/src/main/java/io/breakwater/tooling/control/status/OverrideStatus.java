package io.breakwater.tooling.control.status;

/** A decision of an operator. Thread-safety: immutable. */
public final class OverrideStatus {
    /** {@code mode}, {@code breaker} or {@code off}. */
    public final String kind;

    /** The host or pattern; {@code all}. */
    public final String host;

    /** {@code disabled}, {@code observe}, {@code enforce}; {@code force-open}, {@code force-closed}; {@code off}. */
    public final String value;

    /** Who decided it: {@code command line, alice}. */
    public final String by;

    public final String since;

    public OverrideStatus(String kind, String host, String value, String by, String since) {
        this.kind = kind;
        this.host = host;
        this.value = value;
        this.by = by;
        this.since = since;
    }
}
