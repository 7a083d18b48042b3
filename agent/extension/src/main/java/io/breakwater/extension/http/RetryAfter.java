package io.breakwater.extension.http;

import io.breakwater.engine.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header: seconds, or a date. A date is measured against the answer's own {@code Date}, so that
 * a server whose clock is wrong still gets the wait that it means.
 *
 * <p>Thread-safety: stateless. Source: RFC 9110 section 10.2.3.
 */
public final class RetryAfter {
    private static final long MAX_SECONDS = Duration.ofDays(365).getSeconds();

    private RetryAfter() {}

    /**
     * Nanoseconds from the moment of the answer, or {@link Outcome#NO_RETRY_AFTER} if there is no such header or nobody
     * can read it.
     *
     * @param retryAfter the header's value, or null
     * @param date the value of the answer's {@code Date} header, or null
     * @param epochMillis our wall clock, used only where the answer has no date of its own
     */
    public static long nanos(@Nullable String retryAfter, @Nullable String date, long epochMillis) {
        if (retryAfter == null) {
            return Outcome.NO_RETRY_AFTER;
        }
        String value = retryAfter.trim();
        if (!value.isEmpty() && isDigits(value)) {
            return Duration.ofSeconds(seconds(value)).toNanos();
        }
        Instant until = instant(value);
        if (until == null) {
            return Outcome.NO_RETRY_AFTER;
        }
        Instant sent = date == null ? null : instant(date.trim());
        Instant base = sent != null ? sent : Instant.ofEpochMilli(epochMillis);
        long wait = Math.min(MAX_SECONDS, Duration.between(base, until).getSeconds());
        return Duration.ofSeconds(Math.max(0, wait)).toNanos();
    }

    private static long seconds(String digits) {
        return digits.length() > 9 ? MAX_SECONDS : Math.min(MAX_SECONDS, Long.parseLong(digits));
    }

    private static boolean isDigits(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Instant instant(String value) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
