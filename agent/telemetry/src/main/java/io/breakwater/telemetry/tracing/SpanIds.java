package io.breakwater.telemetry.tracing;

import org.jspecify.annotations.Nullable;

/**
 * What identifies a span, and the W3C header {@code traceparent}, version 00, that says so.
 *
 * <p>Thread-safety: immutable.
 */
public final class SpanIds {
    private static final int TRACE_ID_AT = 3;
    private static final int SPAN_ID_AT = 36;
    private static final int FLAGS_AT = 53;
    private static final int LENGTH = 55;

    private final String traceId;
    private final String spanId;
    private final boolean sampled;

    /**
     * @param traceId 32 lower-case hexadecimal digits
     * @param spanId 16 of them
     */
    public SpanIds(String traceId, String spanId, boolean sampled) {
        this.traceId = traceId;
        this.spanId = spanId;
        this.sampled = sampled;
    }

    public String traceId() {
        return traceId;
    }

    public String spanId() {
        return spanId;
    }

    /** True if whoever began the trace wants it to be recorded. */
    public boolean isSampled() {
        return sampled;
    }

    /** What the header says, or null if it says nothing that is understood. */
    public static @Nullable SpanIds parse(@Nullable String traceParent) {
        if (traceParent == null) {
            return null;
        }
        String text = traceParent.trim();
        // A later version may have more behind the flags.
        boolean whole = text.length() == LENGTH
                || (text.length() > LENGTH && text.charAt(LENGTH) == '-' && !text.startsWith("00"));
        if (!whole
                || text.startsWith("ff")
                || !isHex(text, 0, 2)
                || text.charAt(TRACE_ID_AT - 1) != '-'
                || text.charAt(SPAN_ID_AT - 1) != '-'
                || text.charAt(FLAGS_AT - 1) != '-'
                || !isId(text, TRACE_ID_AT, SPAN_ID_AT - 1)
                || !isId(text, SPAN_ID_AT, FLAGS_AT - 1)
                || !isHex(text, FLAGS_AT, LENGTH)) {
            return null;
        }
        boolean sampled = (Character.digit(text.charAt(LENGTH - 1), 16) & 1) == 1;
        return new SpanIds(
                text.substring(TRACE_ID_AT, SPAN_ID_AT - 1), text.substring(SPAN_ID_AT, FLAGS_AT - 1), sampled);
    }

    /** The header's value. */
    public String traceParent() {
        return "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    }

    private static boolean isId(String text, int from, int to) {
        boolean anything = false;
        for (int i = from; i < to; i++) {
            anything |= text.charAt(i) != '0';
        }
        return anything && isHex(text, from, to);
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return traceParent();
    }
}
