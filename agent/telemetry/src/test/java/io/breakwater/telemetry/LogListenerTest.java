package io.breakwater.telemetry;

import static io.breakwater.telemetry.Interventions.host;
import static io.breakwater.telemetry.Interventions.retry;
import static io.breakwater.telemetry.Interventions.transition;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.testing.Threads;
import io.breakwater.engine.testing.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LogListenerTest {
    private static final Destination INVENTORY = Destination.of("https", "inventory", 8443);

    private final VirtualTime time = new VirtualTime();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LogListener log = new LogListener(time, lines::add);

    @Test
    void says_in_one_line_what_was_done_and_which_line_asked_for_it() {
        log.onIntervention(retry(INVENTORY, true));

        assertThat(lines)
                .containsExactly("breakwater: retry inventory:8443 GET: status 503, attempt 1 of 3, waits 43 ms"
                        + " [breakwater.yaml:12:7]");
    }

    @Test
    void says_what_it_would_have_done() {
        log.onIntervention(retry(INVENTORY, false));

        assertThat(lines)
                .containsExactly("breakwater: would retry inventory:8443 GET: status 503, attempt 1 of 3, waits 43 ms"
                        + " [breakwater.yaml:12:7]");
    }

    @Test
    void has_words_for_every_kind_in_either_mode() {
        for (InterventionKind kind : InterventionKind.values()) {
            log.onIntervention(Interventions.of(kind, true));
            time.advance(Duration.ofSeconds(10));
            log.onIntervention(Interventions.of(kind, false));
            time.advance(Duration.ofSeconds(10));
        }

        assertThat(lines).hasSize(2 * InterventionKind.values().length).doesNotHaveDuplicates();
        assertThat(lines).contains("breakwater: would refuse (bulkhead-full) host-1:8443 GET: a reason [built-in]");
    }

    /** Trap 93: at most one line per host and reason in ten seconds, however many calls fail. */
    @Test
    void an_outage_writes_one_line_per_host_in_ten_seconds() {
        for (int call = 0; call < 30_000; call++) {
            log.onIntervention(retry(host(call % 3), true));
            time.advance(Duration.ofMillis(1));
        }

        assertThat(lines).hasSize(9);
    }

    @Test
    void the_next_line_says_how_many_it_stands_for() {
        for (int call = 0; call < 413; call++) {
            log.onIntervention(retry(INVENTORY, true));
        }
        time.advance(Duration.ofSeconds(10));

        log.onIntervention(retry(INVENTORY, true));

        assertThat(lines)
                .hasSize(2)
                .last()
                .asString()
                .endsWith("[breakwater.yaml:12:7] (and 412 more in the last 10 s)");
    }

    @Test
    void different_kinds_do_not_hide_each_other() {
        log.onIntervention(Interventions.of(InterventionKind.RETRY, true));
        log.onIntervention(Interventions.of(InterventionKind.CIRCUIT_OPEN, true));

        assertThat(lines).hasSize(2);
    }

    @Test
    void an_opening_does_not_hide_the_closing() {
        for (int flap = 0; flap < 3; flap++) {
            log.onIntervention(
                    transition("CLOSED -> OPEN: " + (8 + flap) + " of 12 calls failed (>= 50%)", 5_000_000_000L));
            log.onIntervention(transition("OPEN -> HALF_OPEN: open duration is over", 0));
            log.onIntervention(transition("HALF_OPEN -> CLOSED: probe succeeded", 0));
        }

        assertThat(lines)
                .containsExactly(
                        "breakwater: circuit-transition host-1:8443: CLOSED -> OPEN: 8 of 12 calls failed (>= 50%), for"
                                + " 5000 ms [breakwater.yaml:9:5]",
                        "breakwater: circuit-transition host-1:8443: OPEN -> HALF_OPEN: open duration is over"
                                + " [breakwater.yaml:9:5]",
                        "breakwater: circuit-transition host-1:8443: HALF_OPEN -> CLOSED: probe succeeded"
                                + " [breakwater.yaml:9:5]");
    }

    /** Trap 47, as far as it concerns the log: an explosion of hosts costs neither memory nor lines. */
    @Test
    void a_hundred_thousand_hosts_share_one_line_beyond_the_thousandth() {
        for (int host = 0; host < 100_000; host++) {
            log.onIntervention(retry(host(host), true));
        }

        assertThat(lines).hasSize(1001);
    }

    @Test
    void hosts_that_are_silent_make_room_for_others() {
        for (int host = 0; host < 1_000; host++) {
            log.onIntervention(retry(host(host), true));
        }
        time.advance(Duration.ofSeconds(10));
        lines.clear();

        for (int host = 1_000; host < 1_500; host++) {
            log.onIntervention(retry(host(host), true));
        }

        assertThat(lines).hasSize(500);
    }

    @Test
    void threads_that_meet_write_one_line() {
        Threads.race(8, thread -> {
            for (int call = 0; call < 10_000; call++) {
                log.onIntervention(retry(INVENTORY, true));
            }
        });
        time.advance(Duration.ofSeconds(10));
        log.onIntervention(retry(INVENTORY, true));

        assertThat(lines).hasSize(2).last().asString().contains("(and 79999 more in the last 10 s)");
    }
}
