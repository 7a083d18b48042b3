package io.breakwater.tooling.suggest;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.HostTable;
import io.breakwater.config.match.PatternException;
import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.Mode;

/** What is asked for. Thread-safety: immutable. */
public final class SuggestOptions {
    /** The 99.9th percentile of fewer calls is but the slowest of them. */
    public static final long MIN_CALLS = 1_000;

    private static final String ALL = "all";

    private final HostTable<Boolean> hosts = new HostTable<>();
    private final String host;
    private final long minCalls;
    private final Mode mode;

    /**
     * @param host the destinations that are meant: {@code all}, or a pattern as in the configuration
     * @param minCalls answered calls that a percentile needs, at least 1
     * @param mode that each host gets: {@code OBSERVE}, or {@code ENFORCE}
     * @throws IllegalArgumentException if that is no pattern
     */
    public SuggestOptions(String host, long minCalls, Mode mode) {
        if (!host.equals(ALL)) {
            try {
                hosts.add(HostPattern.parse(host), true);
            } catch (PatternException e) {
                throw new IllegalArgumentException(
                        "host: " + e.shown() + " (expected: all, or " + e.expected() + "). " + e.wayOut(), e);
            }
        }
        this.host = host;
        this.minCalls = minCalls;
        this.mode = mode;
    }

    /** All hosts, which only observe. */
    public static SuggestOptions standard() {
        return new SuggestOptions(ALL, MIN_CALLS, Mode.OBSERVE);
    }

    boolean isMeant(Destination destination) {
        return host.equals(ALL) || hosts.find(destination) != null;
    }

    String host() {
        return host;
    }

    long minCalls() {
        return minCalls;
    }

    Mode mode() {
        return mode;
    }
}
