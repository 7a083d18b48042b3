package io.breakwater.extension.http;

import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header, by its shape alone: {@code 00-<32 hex digits>-<16 hex digits>-<2 hex digits>}.
 *
 * <p>Thread-safety: stateless. Source: W3C Trace Context, section 3.2.
 */
final class TraceParent {
    private static final String VERSION = "00";
    private static final int VERSION_END = 2;
    private static final int TRACE_END = 35;
    private static final int SPAN_END = 52;
    private static final int LENGTH = 55;

    private TraceParent() {}

    /**
     * The value if it names a trace and a span, else null: a broken one starts no trace. Of a later version what this one knows
     * is taken, as the recommendation has it. The rest could be anything, of any length, and what is taken is handed on.
     */
    static @Nullable String wellFormed(@Nullable String header) {
        String value = header == null ? "" : header.trim();
        if (value.length() < LENGTH || !hasVersion(value) || !hasIds(value)) {
            return null;
        }
        return value.startsWith(VERSION) ? value : VERSION + value.substring(VERSION_END, LENGTH);
    }

    /** Later versions may have more at the end. */
    private static boolean hasVersion(String value) {
        if (!isHex(value, 0, VERSION_END) || value.startsWith("ff")) {
            return false;
        }
        return value.length() == LENGTH || (!value.startsWith(VERSION) && value.charAt(LENGTH) == '-');
    }

    private static boolean hasIds(String value) {
        return value.charAt(VERSION_END) == '-'
                && isId(value, VERSION_END + 1, TRACE_END)
                && value.charAt(TRACE_END) == '-'
                && isId(value, TRACE_END + 1, SPAN_END)
                && value.charAt(SPAN_END) == '-'
                && isHex(value, SPAN_END + 1, LENGTH);
    }

    /** Hex digits that are not all 0. */
    private static boolean isId(String value, int from, int to) {
        boolean isZero = true;
        for (int i = from; i < to; i++) {
            isZero &= value.charAt(i) == '0';
        }
        return !isZero && isHex(value, from, to);
    }

    private static boolean isHex(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
