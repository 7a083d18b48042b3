package io.breakwater.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final String NOON = "Wed, 25 Nov 2026 12:00:00 GMT";
    private static final String A_MINUTE_PAST = "Wed, 25 Nov 2026 12:01:00 GMT";
    private static final long NOON_MILLIS =
            Instant.parse("2026-11-25T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "' 120 ', 120", "007, 7"})
    void seconds_are_taken_as_they_are(String header, long seconds) {
        assertThat(RetryAfter.nanos(header, null, NOON_MILLIS))
                .isEqualTo(Duration.ofSeconds(seconds).toNanos());
    }

    /** Trap 10. */
    @Test
    void a_date_is_measured_against_the_answers_own() {
        long hoursFast = NOON_MILLIS + Duration.ofHours(3).toMillis();

        assertThat(RetryAfter.nanos(A_MINUTE_PAST, NOON, hoursFast))
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday"})
    void a_date_without_one_to_measure_it_by_is_measured_against_our_clock(String date) {
        assertThat(RetryAfter.nanos(A_MINUTE_PAST, date, NOON_MILLIS))
                .isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void a_date_in_the_past_is_no_wait() {
        assertThat(RetryAfter.nanos(NOON, A_MINUTE_PAST, NOON_MILLIS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "99999999999999999999999", "Mon, 25 Nov 2999 12:00:00 GMT"})
    void more_than_a_year_is_a_year(String header) {
        assertThat(RetryAfter.nanos(header, NOON, NOON_MILLIS))
                .isEqualTo(Duration.ofDays(365).toNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "1.5", "soon", "1 second", "٣", "Wed, 99 Nov 2026 12:00:00 GMT"})
    void what_nobody_can_read_is_left_out(String header) {
        assertThat(RetryAfter.nanos(header, NOON, NOON_MILLIS)).isEqualTo(Outcome.NO_RETRY_AFTER);
    }

    @Test
    void an_answer_without_the_header_has_none() {
        assertThat(RetryAfter.nanos(null, NOON, NOON_MILLIS)).isEqualTo(Outcome.NO_RETRY_AFTER);
    }
}
