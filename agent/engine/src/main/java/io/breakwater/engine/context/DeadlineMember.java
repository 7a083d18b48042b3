package io.breakwater.engine.context;

import io.breakwater.engine.policy.DeadlinePolicy;
import org.jspecify.annotations.Nullable;

/**
 * The value of the baggage member: the expiry and the time of sending, both in milliseconds since the epoch, as {@code
 * 1767225602000-1767225600000}. Absolute, because hops that do not know it copy baggage unchanged; with the time of
 * sending, because that tells how far two clocks are apart.
 *
 * <p>Source: the deadline of Finagle's context, and userver's threshold for the skew. Thread-safety: stateless.
 */
public final class DeadlineMember {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A sender's clock may be this much ahead: then what it says of the span counts, and not of the time. */
    private static final long MAX_AHEAD_MILLIS = 1_000;

    private static final int MAX_DIGITS = 15;

    private DeadlineMember() {}

    /** @param leftNanos what is left, at least 1 ms of which is told */
    public static String format(long leftNanos, long epochMillis) {
        return (epochMillis + Math.max(1, leftNanos / NANOS_PER_MILLI)) + "-" + epochMillis;
    }

    /**
     * The deadline that the value tells, or null if it is none, or not to be believed: it seems to have been under way for
     * longer than {@code max-clock-skew}, or to come from the future, or to grant more than {@code max}.
     */
    public static @Nullable Deadline parse(String value, long nowNanos, long epochMillis, DeadlinePolicy policy) {
        int dash = value.indexOf('-');
        long expiry = dash < 0 ? -1 : digits(value, 0, dash);
        long sent = dash < 0 ? -1 : digits(value, dash + 1, value.length());
        if (expiry < 0 || sent < 0) {
            return null;
        }
        long transit = epochMillis - sent;
        if (transit < -MAX_AHEAD_MILLIS
                || transit > policy.maxClockSkewNanos() / NANOS_PER_MILLI
                || expiry - sent > policy.maxNanos() / NANOS_PER_MILLI) {
            return null;
        }
        long leftMillis = transit < 0 ? expiry - sent : expiry - epochMillis;
        return Deadline.byClock(nowNanos + leftMillis * NANOS_PER_MILLI);
    }

    private static long digits(String text, int from, int to) {
        if (from == to || to - from > MAX_DIGITS) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
