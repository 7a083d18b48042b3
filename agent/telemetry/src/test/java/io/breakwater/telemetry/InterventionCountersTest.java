package io.breakwater.telemetry;

import static io.breakwater.telemetry.Interventions.host;
import static io.breakwater.telemetry.Interventions.retry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.testing.Threads;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterventionCountersTest {
    private final InterventionCounters counters = new InterventionCounters();

    @Test
    void counts_what_was_done_and_what_would_have_been_done_apart() {
        counters.onIntervention(retry(host(1), true));
        counters.onIntervention(retry(host(1), true));
        counters.onIntervention(retry(host(2), false));

        assertThat(counters.count(InterventionKind.RETRY, true)).isEqualTo(2);
        assertThat(counters.count(InterventionKind.RETRY, false)).isEqualTo(1);
        assertThat(counters.count(host(1), InterventionKind.RETRY, true)).isEqualTo(2);
        assertThat(counters.count(host(2), InterventionKind.RETRY, true)).isZero();
        assertThat(counters.count(host(3), InterventionKind.RETRY, true)).isZero();
    }

    @Test
    void a_snapshot_holds_all_that_is_not_zero() {
        counters.onIntervention(retry(host(2), false));
        counters.onIntervention(retry(host(1), true));

        Map<String, Map<String, Long>> snapshot = counters.snapshot();

        assertThat(snapshot)
                .hasToString("{total={retry=1, observed:retry=1}, https://host-1:8443={retry=1},"
                        + " https://host-2:8443={observed:retry=1}}");
    }

    @Test
    void a_snapshot_does_not_change_any_more() {
        counters.onIntervention(retry(host(1), true));
        Map<String, Map<String, Long>> snapshot = counters.snapshot();

        counters.onIntervention(retry(host(1), true));

        assertThat(snapshot.get(InterventionCounters.TOTAL)).containsEntry("retry", 1L);
        assertThatThrownBy(snapshot::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> snapshot.get(InterventionCounters.TOTAL).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** Trap 47, as far as it concerns the counters. */
    @Test
    void a_hundred_thousand_hosts_share_one_entry_beyond_the_five_hundredth() {
        for (int host = 0; host < 100_000; host++) {
            counters.onIntervention(retry(host(host), true));
        }

        Map<String, Map<String, Long>> snapshot = counters.snapshot();

        assertThat(snapshot).hasSize(502);
        assertThat(snapshot.get(InterventionCounters.OTHER)).containsEntry("retry", 99_500L);
        assertThat(snapshot.get(InterventionCounters.TOTAL)).containsEntry("retry", 100_000L);
    }

    @Test
    void loses_no_count_in_a_race() {
        Threads.race(8, thread -> {
            for (int call = 0; call < 10_000; call++) {
                counters.onIntervention(retry(host(call % 10), true));
            }
        });

        assertThat(counters.count(InterventionKind.RETRY, true)).isEqualTo(80_000);
        assertThat(counters.count(host(3), InterventionKind.RETRY, true)).isEqualTo(8_000);
    }
}
