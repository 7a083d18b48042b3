package io.breakwater.tooling.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.telemetry.observe.ObservedSeries;
import io.breakwater.telemetry.observe.ObservedSeries.Cell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A breaker of 50 % in ten seconds that stays open for five, then ten, and so on. */
class BreakerReplayTest {
    private final List<Cell> cells = new ArrayList<>();

    private void seconds(int from, int until, int calls, int failures) {
        for (int second = from; second < until; second++) {
            cells.add(new Cell(second, calls, failures, 0));
        }
    }

    private BreakerReplay replay() {
        return BreakerReplay.of(new ObservedSeries(cells, null, 0, 0), 50);
    }

    @Test
    void it_stays_closed_where_fewer_fail() {
        seconds(0, 100, 100, 49);

        assertThat(replay().openings()).isZero();
        assertThat(replay().calls()).isEqualTo(10_000);
    }

    @Test
    void it_needs_ten_calls() {
        seconds(0, 9, 1, 1);

        assertThat(replay().openings()).isZero();
    }

    @Test
    void it_refuses_for_five_seconds_and_closes_where_a_probe_goes_well() {
        seconds(0, 10, 100, 0);
        seconds(10, 20, 100, 100);
        seconds(20, 40, 100, 0);

        BreakerReplay replay = replay();

        // It opens after five bad seconds: half of the window.
        assertThat(replay.openings()).isEqualTo(1);
        assertThat(replay.refused()).isEqualTo(500);
        assertThat(replay.refusedFailures()).isEqualTo(500);
    }

    @Test
    void a_probe_that_fails_doubles_the_time() {
        seconds(0, 1, 100, 100);
        seconds(1, 30, 10, 10);

        BreakerReplay replay = replay();

        // Seconds 1 to 5, a probe in 6, 7 to 15, a probe in 16, 17 to 29.
        assertThat(replay.openings()).isEqualTo(1);
        assertThat(replay.refused()).isEqualTo(270);
    }
}
