package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.HostTable;
import io.breakwater.config.match.PatternException;
import io.breakwater.engine.Destination;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose requests are believed. Thread-safety: immutable. */
final class TrustedSources {
    private final HostTable<Boolean> addresses = new HostTable<>();
    private boolean everybody;

    /** @param patterns checked ones */
    TrustedSources(List<String> patterns) {
        for (String pattern : patterns) {
            try {
                HostPattern parsed = HostPattern.parse(pattern);
                addresses.add(parsed, Boolean.TRUE);
                everybody |= parsed.kind() == HostPattern.Kind.ANY;
            } catch (PatternException impossible) {
                throw new IllegalArgumentException(pattern, impossible);
            }
        }
    }

    boolean areEverybody() {
        return everybody;
    }

    /** What is no address, as that of a socket in the file system, is trusted by {@code *} alone. */
    boolean contain(@Nullable String address) {
        return everybody
                || (address != null
                        && !address.isEmpty()
                        && addresses.find(Destination.of("http", plain(address), 80)) != null);
    }

    /** Some servers write {@code [fe80::1]}, and the JDK {@code fe80::1%eth0}. */
    private static String plain(String address) {
        int start = address.startsWith("[") ? 1 : 0;
        int zone = address.indexOf('%');
        int bracket = address.indexOf(']');
        int end = zone >= 0 ? zone : bracket >= 0 ? bracket : address.length();
        return address.substring(start, Math.max(start, end));
    }
}
