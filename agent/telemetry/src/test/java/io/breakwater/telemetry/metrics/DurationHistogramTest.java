package io.breakwater.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    private static final long MILLIS = 1_000_000;

    private final DurationHistogram histogram = new DurationHistogram();

    @Test
    void a_bound_belongs_to_its_bucket() {
        histogram.record(10 * MILLIS);
        histogram.record(10 * MILLIS + 1);

        Durations read = histogram.read();

        assertThat(read.atMost(bucketOf(0.005))).isZero();
        assertThat(read.atMost(bucketOf(0.01))).isEqualTo(1);
        assertThat(read.atMost(bucketOf(0.025))).isEqualTo(2);
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.sumSeconds()).isCloseTo(0.020000001, within(1e-12));
    }

    @Test
    void what_takes_longer_than_a_minute_is_in_the_last_bucket_alone() {
        histogram.record(61_000 * MILLIS);

        Durations read = histogram.read();

        assertThat(read.atMost(bucketOf(60))).isZero();
        assertThat(read.atMost(bucketOf(Double.POSITIVE_INFINITY))).isEqualTo(1);
    }

    /** A clock that goes back would make the sum go back. */
    @Test
    void no_time_and_less_are_in_the_first_bucket() {
        histogram.record(0);
        histogram.record(-5);

        assertThat(histogram.read().atMost(0)).isEqualTo(2);
        assertThat(histogram.read().sumSeconds()).isZero();
    }

    @Test
    void bounds_ascend() {
        for (int bucket = 1; bucket < Durations.buckets(); bucket++) {
            assertThat(Durations.boundSeconds(bucket)).isGreaterThan(Durations.boundSeconds(bucket - 1));
        }
    }

    private static int bucketOf(double boundSeconds) {
        for (int bucket = 0; bucket < Durations.buckets(); bucket++) {
            if (Durations.boundSeconds(bucket) == boundSeconds) {
                return bucket;
            }
        }
        throw new AssertionError("no bucket with the bound " + boundSeconds);
    }
}
