package io.breakwater.telemetry.metrics;

import static io.breakwater.telemetry.metrics.Traffic.INVENTORY;
import static io.breakwater.telemetry.metrics.Traffic.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.engine.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final String HOST = "inventory.example:8443";

    private final Traffic traffic = new Traffic();

    private Map<String, Double> seen(Metric metric) {
        return Seen.of(traffic.metrics.read(), metric);
    }

    private static Destination host(int number) {
        return Destination.of("http", "host-" + number + ".example", 80);
    }

    @Test
    void counts_calls_by_what_the_application_got() {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200))
                .call(INVENTORY, "GET", Outcome.ofStatus(200))
                .call(INVENTORY, "GET", Outcome.ofStatus(503).withRetryAfter(1))
                .call(INVENTORY, "POST", Outcome.failed(FailureClass.RESET))
                .call(INVENTORY, "GET", Outcome.OTHER_FAILURE)
                .call(INVENTORY, "GET", Outcome.IGNORED)
                .call(INVENTORY, "GET", Outcome.NOT_STARTED)
                .refused(INVENTORY, "GET");

        assertThat(seen(Metric.HTTP_REQUESTS))
                .containsOnly(
                        entry("http_client_requests_total[GET, " + HOST + ", 200]", 2.0),
                        entry("http_client_requests_total[GET, " + HOST + ", 503]", 1.0),
                        entry("http_client_requests_total[POST, " + HOST + ", reset]", 1.0),
                        entry("http_client_requests_total[GET, " + HOST + ", error]", 1.0),
                        entry("http_client_requests_total[GET, " + HOST + ", cancelled]", 1.0),
                        entry("http_client_requests_total[GET, " + HOST + ", not-started]", 1.0),
                        entry("http_client_requests_total[GET, " + HOST + ", rejected]", 1.0));
    }

    @Test
    void counts_attempts_and_those_after_the_first() {
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200), 3, 90)
                .call(INVENTORY, "GET", Outcome.ofStatus(200))
                .refused(INVENTORY, "GET");

        assertThat(seen(Metric.ATTEMPTS)).containsExactly(entry("breakwater_attempts_total[GET, " + HOST + "]", 4.0));
        assertThat(seen(Metric.RETRIES)).containsExactly(entry("breakwater_retries_total[GET, " + HOST + "]", 2.0));
    }

    @Test
    void a_database_has_names_of_its_own_and_tells_neither_user_nor_parameters() {
        traffic.call(ORDERS, "SELECT", Outcome.SUCCESS).call(ORDERS, "CONNECT", Outcome.SUCCESS);

        assertThat(seen(Metric.HTTP_REQUESTS)).isEmpty();
        assertThat(seen(Metric.DB_REQUESTS))
                .containsOnlyKeys(
                        "db_client_requests_total[SELECT, jdbc:postgresql://pg.example:5432/orders, success]",
                        "db_client_requests_total[CONNECT, jdbc:postgresql://pg.example:5432/orders, success]");
        assertThat(Seen.of(traffic.metrics.read()).toString())
                .doesNotContain("secret")
                .doesNotContain("app:")
                .doesNotContain("app@");
    }

    @Test
    void counts_what_was_done_and_what_would_have_been_done_apart() {
        traffic.intervention(INVENTORY, InterventionKind.RETRY, true)
                .intervention(INVENTORY, InterventionKind.RETRY, true)
                .intervention(INVENTORY, InterventionKind.RETRY, false)
                .intervention(INVENTORY, InterventionKind.DEADLINE_EXCEEDED, true);

        assertThat(seen(Metric.INTERVENTIONS))
                .containsOnly(
                        entry("breakwater_interventions_total[retry, enforce, " + HOST + "]", 2.0),
                        entry("breakwater_interventions_total[retry, observe, " + HOST + "]", 1.0),
                        entry("breakwater_interventions_total[deadline-exceeded, enforce, " + HOST + "]", 1.0));
        assertThat(seen(Metric.DEADLINE_EXCEEDED))
                .containsEntry("breakwater_deadline_exceeded_total[enforce, " + HOST + "]", 1.0)
                .containsEntry("breakwater_deadline_exceeded_total[observe, " + HOST + "]", 0.0);
    }

    /** A bug before we knew whom the call goes to. */
    @Test
    void a_bug_that_belongs_to_no_destination_is_that_of_the_others() {
        traffic.intervention(Destination.of("none", "none", 0), InterventionKind.FAIL_OPEN, true);

        assertThat(seen(Metric.FAIL_OPEN)).containsExactly(entry("breakwater_fail_open_total[other]", 1.0));
        assertThat(seen(Metric.DESTINATIONS)).containsValue(0.0);
    }

    @Test
    void http_and_https_on_one_port_share_their_label_and_nothing_is_told_twice() {
        Destination plain = Destination.of("http", "inventory.example", 8443);
        traffic.guard(plain).bulkhead().tryAcquire();
        traffic.guard(INVENTORY).bulkhead().tryAcquire();
        traffic.guard(INVENTORY).breaker().tryAcquire(traffic.time.nanoTime()).onFailure(traffic.time.nanoTime(), 0);
        traffic.call(plain, "GET", Outcome.ofStatus(200)).call(INVENTORY, "GET", Outcome.ofStatus(200));

        assertThat(seen(Metric.HTTP_REQUESTS)).containsValues(2.0).hasSize(1);
        assertThat(seen(Metric.BULKHEAD_IN_USE)).containsValues(2.0).hasSize(1);
        assertThat(seen(Metric.CIRCUIT_BREAKER_STATE))
                .containsEntry("breakwater_circuit_breaker_state[" + HOST + ", all, open]", 1.0)
                .containsEntry("breakwater_circuit_breaker_state[" + HOST + ", all, closed]", 0.0);
    }

    @Test
    void gauges_tell_the_state_of_the_engine() {
        traffic.guard(INVENTORY).bulkhead().tryAcquire();
        traffic.guard(INVENTORY).breaker().tryAcquire(traffic.time.nanoTime()).onFailure(traffic.time.nanoTime(), 0);
        traffic.time.advance(Duration.ofSeconds(2));

        Map<String, Double> all = Seen.of(traffic.metrics.read());

        assertThat(all)
                .containsEntry("breakwater_bulkhead_permits_in_use[" + HOST + ", all]", 1.0)
                .containsEntry("breakwater_bulkhead_permits_limit[" + HOST + ", all]", 10.0)
                .containsEntry("breakwater_bulkhead_waiting_calls[" + HOST + ", all]", 0.0)
                .containsEntry("breakwater_circuit_breaker_state[" + HOST + ", all, half-open]", 1.0)
                .containsEntry("breakwater_circuit_breaker_state[" + HOST + ", all, open]", 0.0)
                .containsEntry("breakwater_agent_info[1.2.3, enforce]", 1.0);
        assertThat(all.get("breakwater_retry_budget_left[" + HOST + "]")).isPositive();
    }

    /** Trap 47, as far as it concerns the metrics. */
    @Test
    void a_hundred_thousand_hosts_stay_within_the_limit_and_none_of_their_calls_is_lost() {
        for (int host = 0; host < 100_000; host++) {
            traffic.guard(host(host));
            traffic.call(host(host), "GET", Outcome.ofStatus(200))
                    .intervention(host(host), InterventionKind.RETRY, true);
        }

        Map<String, Double> calls = seen(Metric.HTTP_REQUESTS);

        assertThat(calls).hasSize(1001).containsEntry("http_client_requests_total[GET, other, 200]", 99_000.0);
        assertThat(sum(calls)).isEqualTo(100_000);
        assertThat(seen(Metric.INTERVENTIONS)).hasSize(1001);
        assertThat(seen(Metric.DESTINATIONS)).containsValue(1000.0);
        assertThat(seen(Metric.RETRY_BUDGET_LEFT)).hasSize(1001);
    }

    @Test
    void beyond_the_limit_the_method_tells_databases_from_http() {
        Traffic narrow = new Traffic(0);
        narrow.call(INVENTORY, "GET", Outcome.ofStatus(200)).call(ORDERS, "SELECT", Outcome.SUCCESS);

        assertThat(Seen.of(narrow.metrics.read(), Metric.DB_REQUESTS))
                .containsOnlyKeys("db_client_requests_total[SELECT, other, success]");
        assertThat(Seen.of(narrow.metrics.read(), Metric.HTTP_REQUESTS))
                .containsOnlyKeys("http_client_requests_total[GET, other, 200]");
    }

    @Test
    void methods_that_somebody_made_up_and_codes_that_are_none_share_a_label() {
        for (int number = 0; number < 10_000; number++) {
            traffic.call(INVENTORY, "METHOD-" + number, Outcome.ofStatus(number + 600));
        }

        assertThat(seen(Metric.HTTP_REQUESTS))
                .containsExactly(entry("http_client_requests_total[other, " + HOST + ", error]", 10_000.0));
    }

    @Test
    void a_server_that_sends_every_code_there_is_does_not_get_a_label_for_each() {
        for (int code = 100; code < 600; code++) {
            traffic.call(INVENTORY, "GET", Outcome.ofStatus(code));
        }

        Map<String, Double> calls = seen(Metric.HTTP_REQUESTS);

        assertThat(calls).hasSize(StatusCounts.MOST + 1);
        assertThat(calls).containsEntry("http_client_requests_total[GET, " + HOST + ", other]", 460.0);
    }

    @Test
    void a_destination_that_the_engine_forgets_keeps_its_counters() {
        traffic.guard(INVENTORY);
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));

        traffic.time.advance(Duration.ofMinutes(2));
        assertThat(seen(Metric.RETRY_BUDGET_LEFT)).isEmpty();
        traffic.guard(INVENTORY);
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200));

        assertThat(seen(Metric.HTTP_REQUESTS)).containsValues(2.0);
    }

    @Test
    void no_count_is_lost_in_a_race() {
        Threads.race(8, thread -> {
            for (int call = 0; call < 10_000; call++) {
                traffic.call(host(call % 10), call % 2 == 0 ? "GET" : "POST", Outcome.ofStatus(200 + call % 3), 2, 20)
                        .intervention(host(call % 10), InterventionKind.RETRY, true);
            }
        });

        assertThat(sum(seen(Metric.HTTP_REQUESTS))).isEqualTo(80_000);
        assertThat(sum(seen(Metric.HTTP_DURATION))).isEqualTo(80_000);
        assertThat(sum(seen(Metric.ATTEMPTS))).isEqualTo(160_000);
        assertThat(sum(seen(Metric.RETRIES))).isEqualTo(80_000);
        assertThat(sum(seen(Metric.INTERVENTIONS))).isEqualTo(80_000);
    }

    /** More destinations than are counted apart, methods and codes that come up late, and all of it at once. */
    @Test
    void whoever_reads_under_load_sees_no_counter_go_back() {
        Traffic narrow = new Traffic(20);
        AtomicBoolean isOver = new AtomicBoolean();
        List<String> wentBack = new ArrayList<>();
        int[] readings = new int[1];
        Threads.race(3, thread -> {
            if (thread == 0) {
                TreeMap<String, Double> before = new TreeMap<>();
                while (!isOver.get() || readings[0] < 100) {
                    TreeMap<String, Double> now = new TreeMap<>();
                    for (Metric metric : Metric.values()) {
                        if (metric.type() == Metric.Type.COUNTER || metric.type() == Metric.Type.HISTOGRAM) {
                            now.putAll(Seen.of(narrow.metrics.read(), metric));
                        }
                    }
                    before.forEach((series, value) -> {
                        if (now.getOrDefault(series, -1.0) < value) {
                            wentBack.add(series + ": " + value + " -> " + now.get(series));
                        }
                    });
                    before = now;
                    readings[0]++;
                }
            } else {
                for (int call = 0; call < 200_000; call++) {
                    narrow.call(host(call / 5_000), "GET", Outcome.ofStatus(200 + call % 50), 2, call % 100)
                            .intervention(host(call / 5_000), InterventionKind.RETRY, call % 2 == 0);
                }
                isOver.set(true);
            }
        });

        assertThat(readings[0]).isGreaterThanOrEqualTo(100);
        assertThat(wentBack).isEmpty();
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
