package io.breakwater.tooling.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.testing.VirtualTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedStatusTest {
    private final VirtualTime time = new VirtualTime();
    private long costMillis;
    private int looks;
    private final SharedStatus status = new SharedStatus(this::look, time);

    private String look() {
        after(costMillis);
        looks++;
        return "look " + looks;
    }

    private void after(long millis) {
        time.advanceNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void those_who_ask_within_half_a_second_share_one_look() {
        assertThat(status.get()).isEqualTo("look 1");
        after(499);
        assertThat(status.get()).isEqualTo("look 1");
        after(1);
        assertThat(status.get()).isEqualTo("look 2");
    }

    @Test
    void a_look_that_takes_long_is_followed_by_a_rest_of_four_times_that() {
        costMillis = 300;
        assertThat(status.get()).isEqualTo("look 1");
        after(1_199);
        assertThat(status.get()).isEqualTo("look 1");
        after(1);
        assertThat(status.get()).isEqualTo("look 2");
    }

    @Test
    void a_change_shows_at_once() {
        assertThat(status.get()).isEqualTo("look 1");
        status.forget();
        assertThat(status.get()).isEqualTo("look 2");
    }
}
