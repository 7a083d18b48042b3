package io.breakwater.tooling.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers and times as people read them quickly. Thread-safety: stateless. Independent of the locale. */
final class Spans {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double THOUSAND = 1000;
    private static final double TEN = 10;
    private static final double HUNDRED = 100;

    private Spans() {}

    /** {@code 4 s}, {@code 3 min}, {@code 5 h 12 min}, {@code 3 d 4 h}. */
    static String between(String earlier, String later) {
        return ofSeconds(
                Duration.between(Instant.parse(earlier), Instant.parse(later)).getSeconds());
    }

    static String ofSeconds(long seconds) {
        long known = Math.max(0, seconds);
        if (known < MINUTE) {
            return known + " s";
        }
        if (known < HOUR) {
            return known / MINUTE + " min";
        }
        return known < DAY
                ? known / HOUR + " h " + known % HOUR / MINUTE + " min"
                : known / DAY + " d " + known % DAY / HOUR + " h";
    }

    /** {@code 0.4ms}, {@code 12ms}, {@code 1.5s}, {@code 60s}. */
    static String millis(double millis) {
        if (millis < TEN) {
            return String.format(Locale.ROOT, "%.1fms", millis);
        }
        if (millis < THOUSAND) {
            return Math.round(millis) + "ms";
        }
        double seconds = millis / THOUSAND;
        return seconds < TEN ? String.format(Locale.ROOT, "%.1fs", seconds) : Math.round(seconds) + "s";
    }

    /** {@code 999}, {@code 12.3k}, {@code 4.5M}. */
    static String count(long count) {
        if (count < 10 * THOUSAND) {
            return Long.toString(count);
        }
        return count < THOUSAND * THOUSAND ? scaled(count / THOUSAND, "k") : scaled(count / THOUSAND / THOUSAND, "M");
    }

    private static String scaled(double number, String unit) {
        return String.format(Locale.ROOT, number < HUNDRED ? "%.1f" : "%.0f", number) + unit;
    }

    /** {@code 0}, {@code 0.3}, {@code 45}: of a rate. */
    static String rate(double perSecond) {
        if (perSecond == 0) {
            return "0";
        }
        return perSecond < HUNDRED ? String.format(Locale.ROOT, "%.1f", perSecond) : count(Math.round(perSecond));
    }
}
