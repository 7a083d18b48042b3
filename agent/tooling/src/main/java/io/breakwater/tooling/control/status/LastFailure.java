package io.breakwater.tooling.control.status;

/** How calls to a destination failed last. What was rejected is none: there nobody was asked. Thread-safety: immutable. */
public final class LastFailure {
    /** What the application got; of several within two seconds the most frequent. */
    public final String status;

    /** To within two seconds, in UTC. */
    public final String at;

    public LastFailure(String status, String at) {
        this.status = status;
        this.at = at;
    }
}
