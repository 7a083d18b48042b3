package io.breakwater.engine.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.testing.Threads;
import io.breakwater.engine.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RollingWindowTest {
    private static final long WINDOW_NANOS = 10_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final RollingWindow<Count> window = new RollingWindow<>(WINDOW_NANOS, Count::new);

    @Test
    void counts_what_happened_within_the_window() {
        count();
        time.advance(Duration.ofMillis(8_500));
        count();

        assertThat(sum()).isEqualTo(2);
    }

    @Test
    void forgets_a_bucket_a_window_after_its_start() {
        count();
        time.advance(Duration.ofMillis(9_999));
        assertThat(sum()).isEqualTo(1);

        time.advance(Duration.ofMillis(1));

        assertThat(sum()).isZero();
    }

    @Test
    void a_long_pause_empties_it() {
        count();
        time.advance(Duration.ofDays(400));

        assertThat(sum()).isZero();
        count();
        assertThat(sum()).isEqualTo(1);
    }

    @Test
    void an_older_clock_reading_counts_in_the_newest_bucket() {
        long early = time.nanoTime();
        time.advance(Duration.ofSeconds(3));
        count();

        window.bucketAt(early).value.incrementAndGet();

        assertThat(sum()).isEqualTo(2);
    }

    @Test
    void allocates_one_bucket_per_tenth_of_the_window() {
        Count first = window.bucketAt(time.nanoTime());
        time.advance(Duration.ofMillis(999));
        Count second = window.bucketAt(time.nanoTime());
        time.advance(Duration.ofMillis(1));
        Count third = window.bucketAt(time.nanoTime());

        assertThat(second).isSameAs(first);
        assertThat(third).isNotSameAs(first);
    }

    /** Between nine tenths and all of the window, whenever the calls come; the wrap-around lies in the middle. */
    @Test
    void never_holds_less_than_nine_tenths_nor_more_than_all_of_the_window() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Long> counted = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            time.advance(Duration.ofMillis(random.nextInt(100) < 99 ? random.nextInt(300) : random.nextInt(20_000)));
            count();
            counted.add(time.nanoTime());

            assertThat(sum())
                    .as("step %s of seed %s", step, seed)
                    .isBetween(younger(counted, WINDOW_NANOS * 9 / 10), younger(counted, WINDOW_NANOS));
        }
    }

    @Test
    void loses_no_count_when_many_threads_roll_it() {
        AtomicLong clock = new AtomicLong(time.nanoTime());

        Threads.race(4, thread -> {
            for (int call = 0; call < 50_000; call++) {
                window.bucketAt(clock.addAndGet(10_000)).value.incrementAndGet();
            }
        });

        assertThat(window.sum(clock.get(), Count::get)).isEqualTo(200_000);
    }

    private void count() {
        window.bucketAt(time.nanoTime()).value.incrementAndGet();
    }

    private long sum() {
        return window.sum(time.nanoTime(), Count::get);
    }

    private long younger(List<Long> counted, long ageNanos) {
        return counted.stream()
                .filter(nanos -> time.nanoTime() - nanos < ageNanos)
                .count();
    }

    private static final class Count extends Bucket {
        final AtomicLong value = new AtomicLong();

        Count(long startNanos) {
            super(startNanos);
        }

        long get() {
            return value.get();
        }
    }
}
