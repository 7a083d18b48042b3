package io.breakwater.tooling.control;

import static io.breakwater.tooling.control.ControlWorld.PRICES;
import static io.breakwater.tooling.control.ControlWorld.STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.tooling.control.status.DestinationStatus;
import io.breakwater.tooling.control.status.StatusOrder;
import io.breakwater.tooling.control.status.StatusReport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the report says, and how it goes from one process to another. */
class StatusReportTest {
    private final ControlWorld world = new ControlWorld(
            "version: 1",
            "mode: observe",
            "hosts: [{match: stock.example, mode: enforce, http: {circuit-breaker: {consecutive-failures: 3}}}]");

    private StatusReport status(int most, StatusOrder order) {
        return world.control.status(most, "all", order);
    }

    private DestinationStatus stock() {
        return world.control
                .status(1, "stock.example", StatusOrder.CALLS)
                .destinations
                .get(0);
    }

    private String names(StatusOrder order) {
        return status(10, order).destinations.stream()
                .map(destination -> destination.name)
                .collect(Collectors.joining(" "));
    }

    @Test
    void says_which_process_and_which_configuration_it_is() {
        world.clock.advanceMillis(90_000);
        world.problems.add("breakwater.yaml:3:1: mode: twice");

        StatusReport report = status(10, StatusOrder.CALLS);

        assertThat(report.format).isEqualTo(1);
        assertThat(report.takenAt).isEqualTo("2026-11-30T03:08:30Z");
        assertThat(report.process.version).isEqualTo("1.2");
        assertThat(report.process.pid).isPositive();
        assertThat(report.process.startedAt).isEqualTo("2026-11-30T03:07:00Z");
        assertThat(report.configuration.source).isEqualTo("/etc/breakwater.yaml");
        assertThat(report.configuration.mode).isEqualTo("observe");
        assertThat(report.configuration.beyond).isEqualTo("1 host enforces");
        assertThat(report.configuration.refusedAt).isEqualTo("2026-11-30T03:08:30Z");
        assertThat(report.configuration.problems).containsExactly("breakwater.yaml:3:1: mode: twice");
    }

    @Test
    void tells_apart_what_failed_what_was_rejected_and_what_was_given_up() {
        world.call(STOCK, Outcome.ofStatus(200), 1);
        world.call(STOCK, Outcome.ofStatus(404), 1);
        world.call(STOCK, Outcome.IGNORED, 1);
        world.call(STOCK, Outcome.ofStatus(500), 1);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(STOCK, Outcome.ofStatus(200), 1);

        DestinationStatus stock = stock();

        assertThat(stock.calls).isEqualTo(8);
        assertThat(stock.failed).isEqualTo(4);
        assertThat(stock.rejected).isEqualTo(1);
        assertThat(stock.cancelled).isEqualTo(1);
        assertThat(stock.statuses).containsEntry("reset", 3L).containsEntry("rejected", 1L);
        assertThat(stock.attempts).isEqualTo(7);
        assertThat(stock.interventions).containsEntry("circuit-open", 1L).containsEntry("circuit-transition", 1L);
        assertThat(stock.breakers.get(0).state).isEqualTo("open");
        assertThat(stock.breakers.get(0).since).isEqualTo("2026-11-30T03:07:00.007Z");
        assertThat(stock.breakers.get(0).probeInMillis).isBetween(4_900L, 6_000L);
        assertThat(stock.inFlight).isZero();
        assertThat(stock.bulkheads.get(0).limit).isEqualTo(256);
    }

    @Test
    void the_mode_is_what_holds_and_beside_it_stands_what_is_configured() {
        world.call(STOCK, Outcome.SUCCESS, 1);
        assertThat(stock().mode).isEqualTo("enforce");
        assertThat(stock().configuredMode).isNull();

        world.control.setMode("stock.example", "observe", "alice");

        assertThat(stock().mode).isEqualTo("observe");
        assertThat(stock().configuredMode).isEqualTo("enforce");
        assertThat(status(1, StatusOrder.CALLS).overrides).singleElement().satisfies(override -> {
            assertThat(override.kind).isEqualTo("mode");
            assertThat(override.host).isEqualTo("stock.example");
            assertThat(override.value).isEqualTo("observe");
            assertThat(override.by).isEqualTo("alice");
        });
    }

    @Test
    void quantiles_lie_within_the_buckets_that_they_come_from() {
        for (int call = 0; call < 98; call++) {
            world.call(STOCK, Outcome.SUCCESS, 8);
        }
        world.call(STOCK, Outcome.SUCCESS, 400);
        world.call(STOCK, Outcome.SUCCESS, 400);

        assertThat(stock().latency.calls).isEqualTo(100);
        assertThat(stock().latency.p50Millis).isBetween(5.0, 10.0);
        assertThat(stock().latency.p99Millis).isBetween(250.0, 500.0);
        assertThat(stock().latency.p999Millis).isBetween(250.0, 500.0);
    }

    @Test
    void what_is_recent_is_what_came_since_the_oldest_look() {
        world.call(STOCK, Outcome.SUCCESS, 8_000);
        world.control.tick();
        for (int call = 0; call < 10; call++) {
            world.call(STOCK, Outcome.SUCCESS, 100);
        }
        world.call(STOCK, Outcome.ofStatus(503), 1000);

        DestinationStatus stock = stock();

        assertThat(stock.recent.seconds).isEqualTo(2);
        assertThat(stock.recent.callsPerSecond).isEqualTo(5.5);
        assertThat(stock.recent.failuresPerSecond).isEqualTo(0.5);
        assertThat(stock.recent.latency.calls).isEqualTo(11);
        assertThat(stock.recent.latency.p50Millis).isBetween(50.0, 100.0);
        assertThat(stock.latency.calls).isEqualTo(12);
    }

    @Test
    void of_what_fails_now_it_tells_how() {
        world.call(STOCK, Outcome.ofStatus(500), 10);
        world.control.tick();
        world.call(STOCK, Outcome.ofStatus(404), 10);
        world.call(STOCK, Outcome.IGNORED, 10);
        world.call(STOCK, Outcome.ofStatus(503), 10);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 10);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 10);
        world.call(STOCK, Outcome.SUCCESS, 10);

        assertThat(stock().recent.failures).containsOnly(entry("503", 1L), entry("reset", 2L), entry("rejected", 1L));
        assertThat(stock().lastFailure.status).isEqualTo("reset");
    }

    @Test
    void how_calls_failed_last_is_known_while_an_open_breaker_refuses_them() {
        for (int call = 0; call < 3; call++) {
            world.call(STOCK, Outcome.failed(FailureClass.RESET), 10);
        }
        world.control.tick();
        String failedAt = stock().lastFailure.at;
        for (int tick = 0; tick < 10; tick++) {
            world.call(STOCK, Outcome.SUCCESS, 0);
            world.clock.advanceMillis(400);
            world.control.tick();
        }

        assertThat(stock().recent.failures).containsOnlyKeys("rejected");
        assertThat(stock().lastFailure.status).isEqualTo("reset");
        assertThat(stock().lastFailure.at).isEqualTo(failedAt);
    }

    @Test
    void where_nothing_has_failed_nothing_is_told_of_it() {
        world.call(STOCK, Outcome.ofStatus(404), 10);
        world.control.tick();
        world.call(STOCK, Outcome.IGNORED, 10);

        assertThat(stock().recent.failures).isEmpty();
        assertThat(stock().lastFailure).isNull();
    }

    @Test
    void what_is_recent_ends() {
        world.call(STOCK, Outcome.SUCCESS, 10);
        for (int tick = 0; tick < 10; tick++) {
            world.control.tick();
            world.clock.advanceMillis(2_000);
        }

        assertThat(stock().recent.seconds).isEqualTo(12);
        assertThat(stock().recent.callsPerSecond).isZero();
        assertThat(stock().recent.latency.calls).isZero();
    }

    @Test
    void the_first_look_knows_of_nothing_recent() {
        world.call(STOCK, Outcome.SUCCESS, 10);

        assertThat(stock().recent).isNull();
    }

    @Test
    void whoever_comes_beyond_the_limit_is_summed() {
        for (int host = 0; host < 30; host++) {
            for (int call = 0; call <= host; call++) {
                world.call(Destination.of("http", "host-" + host, 80), Outcome.ofStatus(500), 1);
            }
        }

        StatusReport report = status(10, StatusOrder.CALLS);

        assertThat(report.destinationCount).isEqualTo(30);
        assertThat(report.destinations).hasSize(10);
        assertThat(report.destinations.get(0).name).isEqualTo("host-29:80");
        assertThat(report.rest.name).isEqualTo("rest");
        assertThat(report.rest.calls).isEqualTo(20 * 21 / 2);
        assertThat(report.total.calls).isEqualTo(30 * 31 / 2).isEqualTo(report.total.failed);
        assertThat(report.rest.mode).isNull();
        assertThat(status(30, StatusOrder.CALLS).rest).isNull();
        assertThat(status(0, StatusOrder.CALLS).destinations).isEmpty();
    }

    @Test
    void every_order_puts_first_what_it_is_named_for() {
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(STOCK, Outcome.failed(FailureClass.RESET), 1);
        world.call(PRICES, Outcome.SUCCESS, 500);
        for (int call = 0; call < 5; call++) {
            world.call(Destination.of("http", "a.example", 80), Outcome.SUCCESS, 1);
        }

        assertThat(names(StatusOrder.CALLS)).startsWith("a.example");
        assertThat(names(StatusOrder.FAILURES)).startsWith("stock.example");
        assertThat(names(StatusOrder.LATENCY)).startsWith("prices.example");
        assertThat(names(StatusOrder.INTERVENTIONS)).startsWith("stock.example");
        assertThat(names(StatusOrder.BREAKER)).startsWith("stock.example");
        assertThat(names(StatusOrder.NAME)).isEqualTo("a.example:80 prices.example:80 stock.example:80");
    }

    @Test
    void http_and_https_on_one_port_are_one() {
        world.call(Destination.of("http", "a.example", 8443), Outcome.SUCCESS, 1);
        world.call(Destination.of("https", "a.example", 8443), Outcome.SUCCESS, 1);

        DestinationStatus both = status(10, StatusOrder.CALLS).destinations.get(0);

        assertThat(status(10, StatusOrder.CALLS).destinationCount).isEqualTo(1);
        assertThat(both.calls).isEqualTo(2);
        assertThat(both.breakers).hasSize(2);
    }

    @Test
    void goes_through_json_and_back() {
        world.call(STOCK, Outcome.ofStatus(503), 12);
        world.control.tick();
        world.call(STOCK, Outcome.ofStatus(200), 12);
        world.control.setMode("all", "observe", "alice <\"admin\">");
        world.control.switchOff("bob");
        String json = status(10, StatusOrder.CALLS).toJson();

        StatusReport read = StatusReport.parse(json);

        assertThat(read.toJson()).isEqualTo(json);
        assertThat(json)
                .startsWith("{\"format\":1,\"takenAt\":\"2026-11-30T03:07:00.024Z\",\"process\":{\"pid\":")
                .contains("\"switchedOff\":{\"kind\":\"off\",\"host\":\"all\",\"value\":\"off\",\"by\":\"bob\"")
                .contains("alice <\\\"admin\\\">");
    }

    @Test
    void a_newer_agent_may_say_more() {
        String json =
                status(10, StatusOrder.CALLS).toJson().replace("{\"format\":1,", "{\"format\":1,\"weather\":[1],");

        assertThat(StatusReport.parse(json).process.version).isEqualTo("1.2");
    }

    @Test
    void another_format_and_no_report_are_refused() {
        String json = status(10, StatusOrder.CALLS).toJson();

        assertThatThrownBy(() -> StatusReport.parse(json.replace("\"format\":1,", "\"format\":2,")))
                .hasMessageStartingWith("status: format 2 (expected: 1)");
        assertThatThrownBy(() -> StatusReport.parse("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StatusReport.parse("[]")).isInstanceOf(IllegalArgumentException.class);
    }
}
