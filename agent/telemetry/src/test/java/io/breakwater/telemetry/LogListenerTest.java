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
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LogListenerTest {
    private static final Destination INVENTORY = Destination.of("https", "inventory", 8443);

    private final VirtualTime time = new VirtualTime();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final LogListener log = new LogListener(time, time, lines::add);

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
    void a_line_about_what_would_be_done_does_not_stand_for_what_was_done() {
        for (int call = 0; call < 413; call++) {
            log.onIntervention(retry(INVENTORY, true));
        }

        log.onIntervention(retry(INVENTORY, false));

        assertThat(lines)
                .last()
                .asString()
                .startsWith("breakwater: would retry")
                .endsWith("[breakwater.yaml:12:7]");
    }

    @Test
    void different_kinds_do_not_hide_each_other() {
        log.onIntervention(Interventions.of(InterventionKind.RETRY, true));
        log.onIntervention(Interventions.of(InterventionKind.CIRCUIT_OPEN, true));

        assertThat(lines).hasSize(2);
    }

    @Test
    void the_first_transition_of_each_direction_is_written_at_once() {
        opens("8 of 12 calls failed (>= 50%)");
        probes();
        closes();

        assertThat(lines)
                .containsExactly(
                        "breakwater: circuit-transition host-1:8443: CLOSED -> OPEN: 8 of 12 calls failed (>= 50%), for"
                                + " 5000 ms [breakwater.yaml:9:5]",
                        "breakwater: circuit-transition host-1:8443: OPEN -> HALF_OPEN: open duration is over"
                                + " [breakwater.yaml:9:5]",
                        "breakwater: circuit-transition host-1:8443: HALF_OPEN -> CLOSED: probe succeeded"
                                + " [breakwater.yaml:9:5]");
    }

    @Test
    void what_is_held_of_a_breaker_that_flaps_is_written_as_one_line_when_its_time_has_come() {
        flap();
        lines.clear();
        time.advance(Duration.ofSeconds(2));
        flap();
        flap();
        assertThat(lines).isEmpty();

        time.advance(Duration.ofSeconds(8));

        assertThat(lines)
                .containsExactly("breakwater: circuit-transition host-1:8443: CLOSED -> OPEN -> HALF_OPEN -> CLOSED ->"
                        + " OPEN -> HALF_OPEN -> CLOSED: probe succeeded [breakwater.yaml:9:5] (8 s ago)");
        assertThat(time.pendingTasks()).isZero();
    }

    @Test
    void a_transition_that_may_be_written_takes_those_before_it_along() {
        opens("10 consecutive failures");
        probes();
        fails();
        probes();
        lines.clear();

        closes();

        assertThat(lines)
                .containsExactly(
                        "breakwater: circuit-transition host-1:8443: OPEN -> HALF_OPEN -> CLOSED: probe succeeded"
                                + " [breakwater.yaml:9:5]");
        time.advance(Duration.ofSeconds(20));
        assertThat(lines).hasSize(1);
    }

    /** However a breaker changes and for however long: the end is told, and never by more than a line a direction. */
    @Test
    void the_last_line_says_in_which_state_the_breaker_is() {
        Random random = new Random(7);
        String state = "CLOSED";
        for (int i = 0; i < 2_000; i++) {
            time.advance(Duration.ofMillis(random.nextInt(900)));
            String next = state.equals("CLOSED") || (state.equals("HALF_OPEN") && random.nextBoolean())
                    ? "OPEN"
                    : state.equals("OPEN") ? "HALF_OPEN" : "CLOSED";
            log.onIntervention(transition(state + " -> " + next + ": a reason", 0));
            state = next;
            if (i % 100 == 99) {
                time.advance(Duration.ofSeconds(10));
                assertThat(lines).last().asString().contains(" -> " + state + ": a reason");
            }
        }

        String before = "CLOSED";
        for (String line : lines) {
            String[] chain = line.replaceAll(".*8443: (.*): a reason.*", "$1").split(" -> ", -1);
            assertThat(chain[0]).isIn(before, "(" + chain[0].replaceAll("\\D", "") + " more)");
            before = chain[chain.length - 1];
        }
        assertThat(lines).hasSizeLessThanOrEqualTo(4 * (int) (time.elapsed().getSeconds() / 10 + 1));
    }

    /** Two threads tell what they have done, and the second may be faster. */
    @Test
    void a_transition_that_is_told_late_does_not_become_the_last() {
        opens("10 consecutive failures");
        probes();
        time.advance(Duration.ofSeconds(10));
        opens("11 consecutive failures");
        lines.clear();
        closes();

        time.advance(Duration.ofSeconds(10));

        assertThat(lines)
                .containsExactly(
                        "breakwater: circuit-transition host-1:8443: HALF_OPEN -> CLOSED -> OPEN: 11 consecutive"
                                + " failures, for 5000 ms [breakwater.yaml:9:5] (10 s ago)");
    }

    @Test
    void one_that_is_told_late_is_put_before_the_one_that_is_held() {
        opens("10 consecutive failures");
        probes();
        opens("11 consecutive failures");
        closes();
        lines.clear();

        time.advance(Duration.ofSeconds(10));

        assertThat(lines)
                .containsExactly(
                        "breakwater: circuit-transition host-1:8443: HALF_OPEN -> CLOSED -> OPEN: 11 consecutive"
                                + " failures, for 5000 ms [breakwater.yaml:9:5] (10 s ago)");
    }

    @Test
    void a_long_chain_is_cut_at_its_beginning() {
        flap();
        lines.clear();
        for (int i = 0; i < 1_000; i++) {
            flap();
        }

        time.advance(Duration.ofSeconds(10));

        assertThat(lines)
                .containsExactly(
                        "breakwater: circuit-transition host-1:8443: (2994 more) -> CLOSED -> OPEN -> HALF_OPEN ->"
                                + " CLOSED -> OPEN -> HALF_OPEN -> CLOSED: probe succeeded [breakwater.yaml:9:5] (10 s ago)");
    }

    @Test
    void the_breakers_of_two_routes_have_lines_of_their_own() {
        log.onIntervention(transition("/v1/stock: CLOSED -> OPEN: 10 consecutive failures", 5_000_000_000L));
        log.onIntervention(transition("/v1/orders: CLOSED -> OPEN: 10 consecutive failures", 5_000_000_000L));

        assertThat(lines).hasSize(2).first().asString().contains("host-1:8443: /v1/stock: CLOSED -> OPEN: 10 cons");
    }

    @Test
    void what_is_held_is_written_when_nothing_will_come_any_more() {
        flap();
        opens("10 consecutive failures");
        lines.clear();

        log.writeHeld();
        log.writeHeld();

        assertThat(lines).hasSize(1).first().asString().contains("CLOSED -> OPEN: 10 consecutive failures");
    }

    @Test
    void without_a_timer_nothing_is_held() {
        LogListener ending = new LogListener(
                time,
                (delayNanos, task) -> {
                    throw new IllegalStateException("the timer is closed");
                },
                lines::add);
        ending.onIntervention(transition("CLOSED -> OPEN: 10 consecutive failures", 0));
        ending.onIntervention(transition("CLOSED -> OPEN: 11 consecutive failures", 0));

        assertThat(lines).hasSize(2);
    }

    /** Trap 47: breakers that flap at a hundred thousand hosts cost neither memory nor lines. */
    @Test
    void breakers_beyond_the_thousandth_share_one_line() {
        for (int round = 0; round < 3; round++) {
            for (int host = 0; host < 10_000; host++) {
                log.onIntervention(transition(host(host), "CLOSED -> OPEN: 10 consecutive failures", 0));
            }
        }
        assertThat(lines).hasSize(1_001);
        assertThat(time.pendingTasks()).isEqualTo(1_000);

        time.advance(Duration.ofSeconds(10));

        assertThat(time.pendingTasks()).isZero();
        assertThat(lines).hasSize(2_001);
    }

    @Test
    void breakers_that_are_silent_make_room_for_others() {
        for (int host = 0; host < 1_000; host++) {
            log.onIntervention(transition(host(host), "CLOSED -> OPEN: 10 consecutive failures", 0));
        }
        time.advance(Duration.ofSeconds(10));
        lines.clear();

        for (int host = 1_000; host < 1_500; host++) {
            log.onIntervention(transition(host(host), "CLOSED -> OPEN: 10 consecutive failures", 0));
        }

        assertThat(lines).hasSize(500);
    }

    private void flap() {
        opens("10 consecutive failures");
        probes();
        closes();
    }

    private void opens(String why) {
        log.onIntervention(transition("CLOSED -> OPEN: " + why, 5_000_000_000L));
    }

    private void probes() {
        log.onIntervention(transition("OPEN -> HALF_OPEN: open duration is over", 0));
    }

    private void fails() {
        log.onIntervention(transition("HALF_OPEN -> OPEN: probe failed", 5_000_000_000L));
    }

    private void closes() {
        log.onIntervention(transition("HALF_OPEN -> CLOSED: probe succeeded", 0));
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
