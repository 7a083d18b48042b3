package io.breakwater.telemetry.history;

import static io.breakwater.telemetry.metrics.Traffic.INVENTORY;
import static io.breakwater.telemetry.metrics.Traffic.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.breaker.Permit;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.telemetry.metrics.Traffic;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String HOST = "inventory.example:8443";
    private static final Outcome RESET = Outcome.failed(FailureClass.RESET);

    private final Traffic traffic = new Traffic();
    private final History history = new History(traffic.metrics, traffic.time);

    private void second() {
        traffic.time.advanceNanos(TimeUnit.SECONDS.toNanos(1));
        history.sample();
    }

    private float[] values(Curve curve) {
        return history.values(HOST, curve, 0, history.newestSecond());
    }

    private void calls(int number, Outcome outcome) {
        for (int i = 0; i < number; i++) {
            traffic.call(INVENTORY, "GET", outcome);
        }
    }

    @Test
    void what_was_counted_before_the_first_look_is_seen_in_the_first_second() {
        calls(3, Outcome.SUCCESS);
        history.sample();

        assertThat(values(Curve.SUCCEEDED)).containsExactly(3);
    }

    @Test
    void each_second_has_the_calls_that_ended_in_it() {
        history.sample();
        calls(3, Outcome.SUCCESS);
        second();
        calls(1, Outcome.SUCCESS);
        calls(2, RESET);
        traffic.refused(INVENTORY, "GET");
        second();
        second();

        assertThat(values(Curve.SUCCEEDED)).containsExactly(Float.NaN, 3, 1, 0);
        assertThat(values(Curve.FAILED)).containsExactly(Float.NaN, 0, 2, 0);
        assertThat(values(Curve.REJECTED)).containsExactly(Float.NaN, 0, 1, 0);
    }

    @Test
    void a_status_of_the_server_is_a_failure_and_one_of_the_client_is_not() {
        history.sample();
        calls(1, Outcome.ofStatus(404));
        calls(1, Outcome.ofStatus(503));
        second();

        assertThat(values(Curve.SUCCEEDED)).endsWith(1);
        assertThat(values(Curve.FAILED)).endsWith(1);
    }

    @Test
    void what_the_application_gave_up_is_neither() {
        calls(1, Outcome.SUCCESS);
        history.sample();
        calls(1, Outcome.IGNORED);
        second();

        assertThat(values(Curve.SUCCEEDED)).endsWith(0);
        assertThat(values(Curve.FAILED)).endsWith(0);
        assertThat(values(Curve.REJECTED)).endsWith(0);
    }

    @Test
    void times_are_those_of_the_second_alone() {
        history.sample();
        traffic.call(INVENTORY, "GET", Outcome.SUCCESS, 1, 900);
        second();
        for (int i = 0; i < 100; i++) {
            traffic.call(INVENTORY, "GET", Outcome.SUCCESS, 1, 20);
        }
        second();
        second();

        float[] medians = values(Curve.P50);
        assertThat(medians[1]).isCloseTo(900f, within(100f));
        assertThat(medians[2]).isCloseTo(22.44f, within(0.1f));
        assertThat(medians[3]).as("no calls").isNaN();
        assertThat(values(Curve.P99)[2]).isBetween(24f, 25f);
    }

    @Test
    void a_time_beyond_all_bounds_is_shown_as_the_last_bound() {
        history.sample();
        traffic.call(INVENTORY, "GET", Outcome.SUCCESS, 1, 600_000);
        second();

        assertThat(values(Curve.P50)).endsWith(60_000);
    }

    @Test
    void what_was_done_and_what_would_have_been_are_two_curves() {
        calls(1, Outcome.SUCCESS);
        history.sample();
        traffic.intervention(INVENTORY, InterventionKind.RETRY, true);
        traffic.intervention(INVENTORY, InterventionKind.RETRY, false);
        traffic.intervention(INVENTORY, InterventionKind.CIRCUIT_OPEN, false);
        traffic.call(INVENTORY, "GET", Outcome.SUCCESS, 3, 60);
        second();

        assertThat(values(Curve.INTERVENTIONS)).endsWith(1);
        assertThat(values(Curve.OBSERVED)).endsWith(2);
        assertThat(values(Curve.RETRIED)).endsWith(2);
    }

    @Test
    void the_breaker_is_seen_as_it_is() {
        calls(1, Outcome.SUCCESS);
        Permit permit = traffic.guard(INVENTORY).breaker().tryAcquire(traffic.time.nanoTime());
        history.sample();
        permit.onFailure(traffic.time.nanoTime(), 0);
        second();

        assertThat(values(Curve.BREAKER)).containsExactly(0, 2);
    }

    @Test
    void a_second_in_which_nobody_looked_is_a_gap() {
        calls(1, Outcome.SUCCESS);
        history.sample();
        traffic.time.advanceNanos(TimeUnit.SECONDS.toNanos(3));
        calls(5, Outcome.SUCCESS);
        history.sample();

        assertThat(values(Curve.SUCCEEDED)).containsExactly(1, Float.NaN, Float.NaN, 5);
    }

    @Test
    void a_second_look_within_the_second_changes_nothing() {
        calls(1, Outcome.SUCCESS);
        history.sample();
        calls(1, Outcome.SUCCESS);
        history.sample();
        second();

        assertThat(values(Curve.SUCCEEDED)).containsExactly(1, 1);
    }

    @Test
    void the_last_quarter_of_an_hour_is_kept() {
        calls(7, Outcome.SUCCESS);
        history.sample();
        for (int i = 0; i < History.SECONDS; i++) {
            second();
        }

        assertThat(history.oldestSecond()).isEqualTo(1);
        assertThat(values(Curve.SUCCEEDED)).hasSize(History.SECONDS).containsOnly(0);
    }

    @Test
    void a_clock_that_stands_still_for_hours_does_not_take_long_to_catch_up() {
        calls(1, Outcome.SUCCESS);
        history.sample();
        traffic.time.advanceNanos(TimeUnit.DAYS.toNanos(1000));
        history.sample();

        assertThat(values(Curve.SUCCEEDED)).hasSize(History.SECONDS).endsWith(0);
    }

    @Test
    void databases_have_curves_and_their_names_no_secret() {
        traffic.call(ORDERS, "SELECT", Outcome.SUCCESS);
        history.sample();

        assertThat(history.destinations())
                .anyMatch(name -> name.contains("pg.example"))
                .noneMatch(name -> name.contains("secret"));
    }

    @Test
    void five_hundred_hosts_take_no_more_room_than_is_allowed_and_an_idle_one_makes_room() {
        for (int i = 0; i < 500; i++) {
            traffic.call(Destination.of("http", "host" + i, 80), "GET", Outcome.SUCCESS);
        }
        history.sample();
        assertThat(history.destinations()).hasSize(History.MOST_HOSTS);

        traffic.time.advanceNanos(TimeUnit.SECONDS.toNanos(History.SECONDS));
        calls(1, Outcome.SUCCESS);
        history.sample();

        assertThat(history.destinations()).hasSize(History.MOST_HOSTS).contains(HOST);
    }

    @Test
    void who_is_unknown_has_no_values() {
        history.sample();

        assertThat(history.values("nobody", Curve.P50, 0, 10)).isEmpty();
    }
}
