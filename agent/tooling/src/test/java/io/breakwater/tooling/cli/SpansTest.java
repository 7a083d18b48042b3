package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpansTest {
    @Test
    void times_are_told_in_two_units_at_most() {
        assertThat(Spans.ofSeconds(0)).isEqualTo("0 s");
        assertThat(Spans.ofSeconds(59)).isEqualTo("59 s");
        assertThat(Spans.ofSeconds(3_599)).isEqualTo("59 min");
        assertThat(Spans.ofSeconds(3_600 + 120)).isEqualTo("1 h 2 min");
        assertThat(Spans.ofSeconds(86_400 * 40 + 3_600)).isEqualTo("40 d 1 h");
        assertThat(Spans.between("2026-11-30T03:07:00Z", "2026-11-30T03:06:00Z"))
                .as("a clock that was set back")
                .isEqualTo("0 s");
    }

    @Test
    void durations_have_two_or_three_digits() {
        assertThat(Spans.millis(0.44)).isEqualTo("0.4ms");
        assertThat(Spans.millis(12.4)).isEqualTo("12ms");
        assertThat(Spans.millis(1_540)).isEqualTo("1.5s");
        assertThat(Spans.millis(60_000)).isEqualTo("60s");
    }

    @Test
    void counts_have_a_unit_when_they_are_large() {
        assertThat(Spans.count(9_999)).isEqualTo("9999");
        assertThat(Spans.count(12_345)).isEqualTo("12.3k");
        assertThat(Spans.count(999_499)).isEqualTo("999k");
        assertThat(Spans.count(4_500_000)).isEqualTo("4.5M");
        assertThat(Spans.rate(0)).isEqualTo("0");
        assertThat(Spans.rate(0.333)).isEqualTo("0.3");
        assertThat(Spans.rate(45_000)).isEqualTo("45.0k");
    }

    @Test
    void the_locale_changes_nothing() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Spans.millis(1.5)).isEqualTo("1.5ms");
            assertThat(Spans.count(12_345)).isEqualTo("12.3k");
        } finally {
            Locale.setDefault(before);
        }
    }
}
