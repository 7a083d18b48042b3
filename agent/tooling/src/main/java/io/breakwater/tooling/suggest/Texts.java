package io.breakwater.tooling.suggest;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Numbers for people, the same in every locale. Thread-safety: stateless. */
final class Texts {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MINUTES_PER_HOUR = 60;
    private static final double PERCENT = 100;

    private Texts() {}

    /** As the configuration has it: {@code 250ms}, {@code 2s}, {@code 2500ms}, {@code 1m30s}; rounded up to a millisecond. */
    static String duration(long nanos) {
        long millis = Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        if (millis % MILLIS_PER_SECOND != 0) {
            return millis + "ms";
        }
        long seconds = millis / MILLIS_PER_SECOND;
        if (seconds <= SECONDS_PER_MINUTE) {
            return seconds + "s";
        }
        String rest = seconds % SECONDS_PER_MINUTE == 0 ? "" : seconds % SECONDS_PER_MINUTE + "s";
        return seconds / SECONDS_PER_MINUTE + "m" + rest;
    }

    /** What was measured: {@code 0.4 ms}, {@code 37 ms}, {@code 2.31 s}. */
    static String measured(long nanos) {
        double millis = nanos / (double) NANOS_PER_MILLI;
        if (millis >= MILLIS_PER_SECOND) {
            return String.format(Locale.ROOT, "%.2f s", millis / MILLIS_PER_SECOND);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** For how long something has been going on: {@code 42s}, {@code 12m}, {@code 26h10m}. */
    static String span(long nanos) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
        if (seconds < SECONDS_PER_MINUTE) {
            return seconds + "s";
        }
        long minutes = seconds / SECONDS_PER_MINUTE;
        return minutes < MINUTES_PER_HOUR
                ? minutes + "m"
                : minutes / MINUTES_PER_HOUR + "h" + minutes % MINUTES_PER_HOUR + "m";
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 call}, {@code 12,034 calls}. */
    static String counted(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 0.12 %}. */
    static String share(long part, long whole) {
        double percent = whole == 0 ? 0 : PERCENT * part / whole;
        return String.format(Locale.ROOT, part == 0 || percent >= 0.005 ? "%.2f %%" : "%.4f %%", percent);
    }

    /** {@code 1 read was}, {@code 7 reads were}. */
    static String counted(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    static String time(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis - epochMillis % MILLIS_PER_SECOND)
                .toString();
    }

    /** Fit for a comment, and for a terminal. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c > '~' ? '?' : c);
        }
        return out.toString();
    }

    /** In quotes, as YAML has it. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
