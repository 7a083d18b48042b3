package io.breakwater.tooling.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.telemetry.observe.Quantiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "1, 1ms",
        "10, 10ms",
        "11, 15ms",
        "101, 150ms",
        "1001, 1500ms",
        "1999, 2s",
        "2001, 3s",
        "11000, 15s",
        "61000, 1m20s",
        "119000, 2m30s",
        "121000, 3m",
        "1800000, 30m",
        "3600000, 60m"
    })
    void numbers_are_rounded_up_to_those_that_people_write(long millis, String text) {
        assertThat(Texts.duration(TimeLimit.roundedUp(millis * MILLI))).isEqualTo(text);
    }

    @Test
    void it_is_never_shorter_than_what_it_is_rounded_from() {
        for (long millis = 1; millis < 4_000_000; millis += 1 + millis / 50) {
            assertThat(TimeLimit.roundedUp(millis * MILLI)).isBetween(millis * MILLI, millis * MILLI * 5 / 3 + MILLI);
        }
    }

    @Test
    void nothing_that_was_observed_up_to_the_percentile_is_cut() {
        long[] durations = new long[1_000];
        for (int index = 0; index < durations.length; index++) {
            durations[index] = (index + 1) * 10L * MILLI;
        }
        Quantiles answered = Quantiles.of(durations);

        TimeLimit limit = TimeLimit.of(answered, TimeLimit.HTTP_FLOOR_NANOS);

        assertThat(Texts.duration(limit.nanos())).isEqualTo("25s");
        assertThat(answered.longerThan(limit.nanos())).isZero();
    }
}
