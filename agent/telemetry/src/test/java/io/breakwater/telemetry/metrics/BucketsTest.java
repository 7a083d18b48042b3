package io.breakwater.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double THIRD = 4 / 3.0;

    private final DurationHistogram histogram = new DurationHistogram();

    /** Calls that a limit cuts off all take the same time: what is told of them must look like the limit. */
    @ParameterizedTest
    @ValueSource(doubles = {1.1, 3, 26, 101, 260, 510, 600, 1001, 2000, 2600, 10_100, 29_000, 31_000, 60_000})
    void a_quantile_is_a_third_off_at_most(double millis) {
        assertIsTold(millis, THIRD);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.13, 0.2, 0.6, 0.9})
    void below_a_millisecond_by_half_or_twice(double millis) {
        assertIsTold(millis, 2);
    }

    private void assertIsTold(double millis, double factor) {
        for (int call = 0; call < 1000; call++) {
            histogram.record(Math.round(millis * NANOS_PER_MILLI));
        }

        Buckets buckets = read();

        for (double quantile : new double[] {0.01, 0.5, 0.99, 0.999}) {
            assertThat(buckets.quantileMillis(quantile)).isBetween(millis / factor, millis * factor);
        }
    }

    @Test
    void a_quantile_lies_between_the_calls_around_it() {
        for (int millis = 1; millis <= 1000; millis++) {
            histogram.record(Math.round(millis * NANOS_PER_MILLI));
        }

        assertThat(read().quantileMillis(0.5)).isCloseTo(500, within(1.0));
        assertThat(read().quantileMillis(0.99)).isCloseTo(990, within(10.0));
    }

    @Test
    void nothing_is_told_of_no_calls() {
        assertThat(read().quantileMillis(0.5)).isNaN();
    }

    @Test
    void beyond_the_last_bound_that_bound_is_told() {
        histogram.record(Math.round(90_000 * NANOS_PER_MILLI));

        assertThat(read().quantileMillis(0.5)).isEqualTo(60_000);
    }

    @Test
    void what_came_in_since_then_is_told_alone() {
        histogram.record(Math.round(5_000 * NANOS_PER_MILLI));
        Buckets earlier = read();
        histogram.record(Math.round(10 * NANOS_PER_MILLI));

        Buckets since = read().since(earlier);

        assertThat(since.count()).isEqualTo(1);
        assertThat(since.quantileMillis(0.99)).isLessThan(11);
    }

    private Buckets read() {
        Buckets buckets = new Buckets();
        buckets.add(histogram.read());
        return buckets;
    }
}
