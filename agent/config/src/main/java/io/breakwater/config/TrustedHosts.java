package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.HostTable;
import io.breakwater.config.match.PatternException;
import io.breakwater.engine.Destination;
import java.util.List;

/** The hosts that may see the deadline. Thread-safety: immutable. */
final class TrustedHosts {
    private final HostTable<Boolean> hosts = new HostTable<>();

    /** @param patterns checked ones */
    TrustedHosts(List<String> patterns) {
        for (String pattern : patterns) {
            try {
                hosts.add(HostPattern.parse(pattern), Boolean.TRUE);
            } catch (PatternException impossible) {
                throw new IllegalArgumentException(pattern, impossible);
            }
        }
    }

    /** Databases read no headers, and so none is trusted. */
    boolean contain(Destination destination) {
        return !destination.isDatabase() && hosts.find(destination) != null;
    }
}
