package io.breakwater.engine.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void the_earlier_of_two_counts() {
        Deadline early = Deadline.at(5);

        assertThat(early.earlier(Deadline.at(7))).isSameAs(early);
        assertThat(Deadline.at(7).earlier(early)).isSameAs(early);
        assertThat(Deadline.byClock(7).earlier(early)).isSameAs(early);
    }

    @Test
    void readings_of_a_clock_that_wraps_around_are_compared_by_their_distance() {
        Deadline before = Deadline.at(Long.MAX_VALUE - 1);

        assertThat(before.earlier(Deadline.at(Long.MIN_VALUE + 1))).isSameAs(before);
    }

    @Test
    void a_span_is_certain_and_a_time_of_day_is_not() {
        Deadline span = Deadline.at(5);

        assertThat(span.certain()).isSameAs(span);
        assertThat(Deadline.byClock(5).certain()).isNull();
    }

    @Test
    void what_is_certain_stays_known_beside_an_earlier_time_of_day() {
        Deadline both = Deadline.at(9).earlier(Deadline.byClock(5));

        assertThat(both.remainingNanos(0)).isEqualTo(5);
        assertThat(both.isFromClock()).isTrue();
        assertThat(both.certain().remainingNanos(0)).isEqualTo(9);
        assertThat(both.earlier(Deadline.at(7)).certain().remainingNanos(0)).isEqualTo(7);
        assertThat(both.earlier(Deadline.byClock(3)).certain().remainingNanos(0))
                .isEqualTo(9);
        assertThat(both.earlier(Deadline.at(11))).isSameAs(both);
    }
}
