package io.breakwater.telemetry.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OutcomeSeriesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final OutcomeSeries series = new OutcomeSeries();

    private void calls(long second, int calls, int failures) {
        for (int call = 0; call < calls; call++) {
            series.record(second * SECOND + 10 * MILLI, MILLI, call < failures);
        }
    }

    @Test
    void the_worst_ten_seconds_are_found() {
        calls(3, 100, 1);
        calls(40, 5, 3);
        calls(44, 5, 3);
        calls(90, 100, 2);

        ObservedSeries read = series.read();

        assertThat(read.worst().calls()).isEqualTo(10);
        assertThat(read.worst().failures()).isEqualTo(6);
        assertThat(read.worst().lastSecond()).isEqualTo(44);
    }

    @Test
    void a_share_of_few_calls_means_nothing() {
        calls(3, 9, 9);

        assertThat(series.read().worst()).isNull();
    }

    @Test
    void the_worst_is_remembered_when_its_seconds_are_forgotten() {
        calls(1, 20, 15);
        for (int second = 20; second < 2_000; second++) {
            calls(second, 1, 0);
        }

        ObservedSeries read = series.read();

        assertThat(read.cells()).hasSize(OutcomeSeries.SECONDS);
        assertThat(read.worst().share()).isEqualTo(0.75);
    }

    @Test
    void the_longest_run_of_failures_is_counted_across_seconds() {
        calls(1, 4, 4);
        calls(2, 3, 3);
        calls(2, 1, 0);
        calls(3, 2, 2);

        assertThat(series.read().longestRun()).isEqualTo(7);
    }

    /** Little's law, L = λ W: 20 calls of half a second each that end within one second are 10 at a time. */
    @Test
    void the_busiest_second_has_the_time_that_calls_took_in_it() {
        for (int call = 0; call < 20; call++) {
            series.record(5 * SECOND + 900 * MILLI, 500 * MILLI, false);
        }

        assertThat(series.read().busiestConcurrency()).isCloseTo(10, within(0.01));
    }

    @Test
    void a_long_call_counts_in_every_second_in_which_it_was_under_way() {
        for (int call = 0; call < 4; call++) {
            series.record(9 * SECOND + 500 * MILLI, 8 * SECOND, false);
        }

        ObservedSeries read = series.read();

        assertThat(read.cells()).hasSize(9);
        assertThat(read.busiestConcurrency()).isCloseTo(4, within(0.01));
    }

    @Test
    void the_busiest_second_is_remembered_when_it_is_forgotten() {
        for (int call = 0; call < 20; call++) {
            series.record(5 * SECOND + 900 * MILLI, 500 * MILLI, false);
        }
        for (int second = 20; second < 2_000; second++) {
            calls(second, 1, 0);
        }

        assertThat(series.read().busiestConcurrency()).isCloseTo(10, within(0.01));
    }

    /** Calls pile up where a host stands still: that is not what it needs. */
    @Test
    void a_second_in_which_most_calls_fail_is_not_the_busiest() {
        for (int call = 0; call < 20; call++) {
            series.record(5 * SECOND + 900 * MILLI, 500 * MILLI, call > 5);
        }

        assertThat(series.read().busiestConcurrency()).isZero();
    }
}
