package io.breakwater.extension.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The members of a {@code baggage} header. Thread-safety: stateless. Source: W3C Baggage, whose limits are for all lines of
 * the header together.
 */
final class Baggage {
    private static final int MAX_MEMBERS = 64;
    private static final int MAX_BYTES = 8_192;

    private Baggage() {}

    /**
     * One header with this member first, in the place of any other of its key, and with as many of the others, from the
     * first on, as may go along.
     *
     * @param member as {@code key=value}
     * @param values of the lines that are there
     */
    static String with(String member, String key, List<String> values) {
        StringBuilder merged = new StringBuilder(member);
        int bytes = bytes(member);
        int members = 1;
        for (String line : values) {
            for (String other : line.split(",", -1)) {
                String trimmed = other.trim();
                if (trimmed.isEmpty() || isOf(key, trimmed)) {
                    continue;
                }
                bytes += 1 + bytes(trimmed);
                if (++members > MAX_MEMBERS || bytes > MAX_BYTES) {
                    return merged.toString();
                }
                merged.append(',').append(trimmed);
            }
        }
        return merged.toString();
    }

    static boolean has(String key, List<String> values) {
        for (String line : values) {
            for (String member : line.split(",", -1)) {
                if (isOf(key, member.trim())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The members of other keys; empty if there is none. */
    static String without(String key, List<String> values) {
        StringBuilder others = new StringBuilder();
        for (String line : values) {
            for (String member : line.split(",", -1)) {
                String trimmed = member.trim();
                if (!trimmed.isEmpty() && !isOf(key, trimmed)) {
                    others.append(others.length() == 0 ? "" : ",").append(trimmed);
                }
            }
        }
        return others.toString();
    }

    private static boolean isOf(String key, String member) {
        if (!member.startsWith(key)) {
            return false;
        }
        String rest = member.substring(key.length()).trim();
        return rest.isEmpty() || rest.charAt(0) == '=' || rest.charAt(0) == ';';
    }

    private static int bytes(String member) {
        return member.getBytes(StandardCharsets.UTF_8).length;
    }
}
