package io.breakwater.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A length of time with its unit: {@code 250ms}, {@code 2s}, {@code 1h30m}, or {@code none}. Whole numbers only, units
 * from large to small, each once. Thread-safety: immutable. Time: nanoseconds; {@code none} is {@link #NONE}.
 *
 * <p>Source: Gateway API GEP-2257.
 */
final class DurationType implements ValueType<Long> {
    /** No limit. */
    static final Long NONE = Long.MAX_VALUE;

    /** One year: what is longer is a typing error. */
    static final long MOST_NANOS = 8760L * 3600 * 1_000_000_000;

    private static final long NOT_A_DURATION = -1;
    private static final String[] UNITS = {"h", "m", "s", "ms"};
    private static final long[] UNIT_NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L};

    /** At least one unit, and from large to small each once; how much it comes to, no pattern can say. */
    private static final String PATTERN = "(?=[0-9])(?:[0-9]+h)?(?:[0-9]+m(?!s))?(?:[0-9]+s)?(?:[0-9]+ms)?";

    private static final String POSITIVE = "(?=.*[1-9])";

    private final long leastNanos;
    private final long mostNanos;
    private final boolean none;

    private DurationType(long leastNanos, long mostNanos, boolean none) {
        this.leastNanos = leastNanos;
        this.mostNanos = mostNanos;
        this.none = none;
    }

    static DurationType positive() {
        return new DurationType(1_000_000, MOST_NANOS, false);
    }

    static DurationType positiveOrNone() {
        return new DurationType(1_000_000, MOST_NANOS, true);
    }

    static DurationType zeroOrMore() {
        return new DurationType(0, MOST_NANOS, false);
    }

    static DurationType zeroOrMoreOrNone() {
        return new DurationType(0, MOST_NANOS, true);
    }

    static DurationType between(String least, String most) {
        return new DurationType(parse(least), parse(most), false);
    }

    @Override
    public @Nullable Long read(Cursor cursor) {
        return read(cursor, expected());
    }

    /** @param expected what a message says is expected; a duration may be one of several things */
    @Nullable
    Long read(Cursor cursor, String expected) {
        String text = cursor.text(expected);
        if (text == null) {
            return null;
        }
        if (text.equals("none")) {
            if (none) {
                return NONE;
            }
            cursor.refuse(expected, "This limit cannot be unset");
            return null;
        }
        long nanos = parse(text);
        if (nanos < leastNanos || nanos > mostNanos) {
            cursor.refuse(expected, wayOut(text, nanos));
            return null;
        }
        return nanos;
    }

    /** Nanoseconds, {@link #NOT_A_DURATION}, or {@link Long#MAX_VALUE} if it is too long. */
    static long parse(String text) {
        long sumNanos = 0;
        int unit = 0;
        int at = 0;
        while (at < text.length()) {
            int digits = at;
            long number = 0;
            for (; at < text.length() && isDigit(text.charAt(at)); at++) {
                number = Math.min(number * 10 + (text.charAt(at) - '0'), MOST_NANOS / 100);
            }
            int unitStart = at;
            for (; at < text.length() && !isDigit(text.charAt(at)); at++) {}
            String name = text.substring(unitStart, at);
            while (unit < UNITS.length && !UNITS[unit].equals(name)) {
                unit++;
            }
            if (unitStart == digits || unit == UNITS.length) {
                return NOT_A_DURATION;
            }
            sumNanos = number > MOST_NANOS / UNIT_NANOS[unit] || sumNanos > MOST_NANOS
                    ? Long.MAX_VALUE
                    : sumNanos + number * UNIT_NANOS[unit];
            unit++;
        }
        return text.isEmpty() ? NOT_A_DURATION : sumNanos;
    }

    private String wayOut(String text, long nanos) {
        if (nanos == 0) {
            return none ? "Write none if there is to be no limit" : "";
        }
        if (nanos > 0) {
            return none && nanos > mostNanos ? "Write none if there is to be no limit" : "";
        }
        if (text.startsWith("-")) {
            return "A duration is never negative" + (none ? "; write none if there is to be no limit" : "");
        }
        String compact = text.replace(" ", "").toLowerCase(Locale.ROOT);
        if (DecimalType.isDecimal(compact)) {
            return compact.indexOf('.') < 0
                    ? "Write " + compact + "s if seconds are meant, " + compact + "ms if milliseconds"
                    : GENERAL;
        }
        if (parse(compact) > 0) {
            return "Write " + compact;
        }
        return fraction(compact);
    }

    private static String fraction(String text) {
        for (int i = 0; i < UNITS.length; i++) {
            String number = text.endsWith(UNITS[i]) ? text.substring(0, text.length() - UNITS[i].length()) : "";
            if (DecimalType.isDecimal(number)) {
                double nanos = Double.parseDouble(number) * UNIT_NANOS[i];
                long wholeMillis = (long) (nanos / 1_000_000);
                boolean exact = wholeMillis > 0 && nanos <= MOST_NANOS && wholeMillis * 1_000_000.0 == nanos;
                return exact ? "Whole numbers only; write " + text(wholeMillis * 1_000_000) : GENERAL;
            }
        }
        return GENERAL;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String show(Long value) {
        return text(value);
    }

    /** {@code 1500ms}, {@code 90s}, {@code 1h30m}, {@code none}. */
    static String text(long nanos) {
        if (nanos == NONE) {
            return "none";
        }
        if (nanos % UNIT_NANOS[2] != 0 || nanos == 0) {
            return nanos / UNIT_NANOS[3] + "ms";
        }
        if (nanos <= 2 * UNIT_NANOS[1]) {
            return nanos / UNIT_NANOS[2] + UNITS[2];
        }
        StringBuilder out = new StringBuilder();
        long rest = nanos;
        for (int i = 0; i < UNITS.length; i++) {
            if (rest >= UNIT_NANOS[i]) {
                out.append(rest / UNIT_NANOS[i]).append(UNITS[i]);
                rest %= UNIT_NANOS[i];
            }
        }
        return out.toString();
    }

    @Override
    public Schema schema() {
        Schema duration = Schema.text(leastNanos > 0 ? POSITIVE + PATTERN : PATTERN);
        return none ? Schema.anyOf(duration, Schema.word("none")) : duration;
    }

    @Override
    public String expected() {
        return "a duration, " + text(leastNanos) + " to " + (mostNanos == MOST_NANOS ? "8760h" : text(mostNanos))
                + (none ? ", or none" : "");
    }

    private static final String GENERAL = "Write a whole number and its unit, such as 250ms, 2s, 1m or 1h30m";
}
