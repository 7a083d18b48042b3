package io.breakwater.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the words by which other programs call what a key of ours is for. Thread-safety: stateless. */
final class MeantKey {
    private static final String TIMEOUT = "-timeout";
    private static final String ATTEMPTS = "max-attempts";

    private MeantKey() {}

    /** The key by its name here, if the block, or one in it, has that; else the same. */
    static String named(ConfigBlock block, String kebab) {
        String ours = kebab.equals("retries") ? "retry" : kebab.equals("breaker") ? "circuit-breaker" : kebab;
        return block.keys().contains(ours) || block.owner(ours) != null ? ours : kebab;
    }

    /** The key of the block that was meant by another name, or null. */
    static @Nullable String of(ConfigBlock block, String kebab) {
        if (block == DriverOptions.DRIVERS) {
            return beginningWith(kebab + "-", block.keys());
        }
        if (block == TelemetryOptions.METRICS && kebab.contains("port")) {
            return TelemetryOptions.PROMETHEUS_PORT.key();
        }
        if (block.keys().contains(ATTEMPTS) && kebab.matches("(max-)?(retries|tries)|attempts")) {
            return ATTEMPTS;
        }
        if (block != JdbcOptions.TIMEOUTS) {
            return null;
        }
        String word = kebab.endsWith(TIMEOUT) ? kebab.substring(0, kebab.length() - TIMEOUT.length()) : kebab;
        switch (word) {
            case "socket":
            case "read":
            case "network":
                return JdbcOptions.NETWORK_GRACE.key();
            case "statement":
            case "execute":
            case "execution":
                return JdbcOptions.QUERY.key();
            case "connection":
                return JdbcOptions.CONNECT.key();
            default:
                return block.keys().contains(word) ? word : null;
        }
    }

    /** What a key is for that is no duration of its own, in a question; else nothing. */
    static String explained(String key) {
        if (key.equals(ATTEMPTS)) {
            return ", the first one included";
        }
        return key.equals(JdbcOptions.NETWORK_GRACE.key())
                ? ", how much longer than query a connection may be silent"
                : "";
    }

    private static @Nullable String beginningWith(String start, List<String> keys) {
        for (String key : keys) {
            if (key.startsWith(start)) {
                return key;
            }
        }
        return null;
    }
}
