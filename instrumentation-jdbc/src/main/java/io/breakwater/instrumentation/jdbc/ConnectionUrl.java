package io.breakwater.instrumentation.jdbc;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a URL says besides where the database is. Drivers differ in how they write it; what could be a property is taken for
 * one, so that we never set what the application set.
 *
 * <p>Thread-safety: immutable.
 */
final class ConnectionUrl {
    private final String text;
    private final String lower;

    ConnectionUrl(String text) {
        this.text = text;
        this.lower = text.toLowerCase(Locale.ROOT);
    }

    /** The value after {@code name=}, or null. */
    @Nullable
    String valueOf(String name) {
        String lowerName = name.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(lowerName); at >= 0; at = lower.indexOf(lowerName, at + 1)) {
            int end = skipSpaces(at + lowerName.length());
            if (isBeginOfName(at) && end < text.length() && text.charAt(end) == '=') {
                return text.substring(end + 1, endOfValue(end + 1)).trim();
            }
        }
        return null;
    }

    boolean mentions(String word) {
        return lower.contains(word.toLowerCase(Locale.ROOT));
    }

    /** True if the URL may name more than one. */
    boolean hasSeveralServers() {
        int end = text.length();
        for (char separator : new char[] {'?', ';'}) {
            int at = text.indexOf(separator);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.lastIndexOf(',', end) >= 0
                || text.indexOf('(') >= 0
                || mentions("loadbalance:")
                || mentions("replication:")
                || mentions("failover")
                || mentions("sequential:")
                || mentions("+srv:");
    }

    private boolean isBeginOfName(int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private int skipSpaces(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private int endOfValue(int from) {
        int at = from;
        while (at < text.length() && "&;,)".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
