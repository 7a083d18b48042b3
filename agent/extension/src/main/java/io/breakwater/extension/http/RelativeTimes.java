package io.breakwater.extension.http;

import org.jspecify.annotations.Nullable;

/**
 * What headers say of the time that a caller still waits, as a span: {@code x-envoy-expected-rq-timeout-ms} and {@code
 * grpc-timeout}. A span needs no clock but ours.
 *
 * <p>Thread-safety: stateless. Errors: never throws; what is no span says nothing.
 */
final class RelativeTimes {
    /** Nothing was said. */
    static final long NONE = Long.MAX_VALUE;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int MOST_MILLI_DIGITS = 18;
    /** Of the gRPC protocol. */
    private static final int MOST_GRPC_DIGITS = 8;

    private RelativeTimes() {}

    /** Nanoseconds, of the shortest span in the header's lines; 0 is "over". */
    static long envoy(@Nullable String value) {
        long least = NONE;
        for (int start = 0; value != null && start <= value.length(); ) {
            int end = endOf(value, start);
            String one = value.substring(start, end).trim();
            least = Math.min(least, nanos(one, one.length(), MOST_MILLI_DIGITS, NANOS_PER_MILLI));
            start = end + 1;
        }
        return least;
    }

    /** As {@link #envoy}, of digits and a unit: {@code 1500m}. */
    static long grpc(@Nullable String value) {
        long least = NONE;
        for (int start = 0; value != null && start <= value.length(); ) {
            int end = endOf(value, start);
            String one = value.substring(start, end).trim();
            long unitNanos = one.isEmpty() ? 0 : unitNanos(one.charAt(one.length() - 1));
            if (unitNanos > 0) {
                least = Math.min(least, nanos(one, one.length() - 1, MOST_GRPC_DIGITS, unitNanos));
            }
            start = end + 1;
        }
        return least;
    }

    private static int endOf(String value, int start) {
        int comma = value.indexOf(',', start);
        return comma < 0 ? value.length() : comma;
    }

    private static long unitNanos(char unit) {
        switch (unit) {
            case 'H':
                return 3_600_000_000_000L;
            case 'M':
                return 60_000_000_000L;
            case 'S':
                return 1_000_000_000L;
            case 'm':
                return NANOS_PER_MILLI;
            case 'u':
                return 1_000L;
            case 'n':
                return 1L;
            default:
                return 0;
        }
    }

    private static long nanos(String text, int end, int mostDigits, long unitNanos) {
        if (end == 0 || end > mostDigits) {
            return NONE;
        }
        long number = 0;
        for (int i = 0; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        // Too long for a long is long enough: what it leaves is cut anyway.
        return number > (NONE - 1) / unitNanos ? NONE - 1 : number * unitNanos;
    }
}
