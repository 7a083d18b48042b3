package io.breakwater.tooling.suggest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.Mode;
import io.breakwater.telemetry.observe.Observations;
import org.junit.jupiter.api.Test;

class SuggesterTest {
    private static final Destination SHOP = Destination.of("https", "shop.example", 8443);
    private static final Destination ORDERS = Destination.ofDatabase("jdbc:postgresql://pg.example/orders?password=x");
    private static final Outcome OK = Outcome.ofStatus(200);

    private final Traffic traffic = new Traffic();

    private String yaml() {
        return traffic.suggestion().toYaml();
    }

    /** Without the folds of comments. */
    private String text() {
        return yaml().replaceAll("\n *#  +", " ").replaceAll("\n *# ", "\n# ");
    }

    @Test
    void a_limit_is_twice_the_slowest_of_a_thousand() {
        traffic.calls(1_990, SHOP, "GET", "/v1/stock", OK, 20).calls(10, SHOP, "GET", "/v1/stock", OK, 1_900);

        assertThat(yaml()).contains("        response: 4s\n", "        connect: 4s\n");
        assertThat(text()).contains("GET /v1/stock: p99.9 1.90 s of 2,000 answered calls, times 2, not below 2s");
    }

    @Test
    void a_quick_host_gets_the_floor() {
        traffic.calls(1_000, SHOP, "GET", "/v1/stock", OK, 3);

        assertThat(yaml()).contains("        response: 2s\n", "        connect: 3s\n");
    }

    @Test
    void one_call_in_ten_thousand_does_not_set_the_limit_and_would_have_been_cut() {
        traffic.calls(10_000, SHOP, "GET", "/v1/stock", OK, 20).call(SHOP, "GET", "/v1/stock", OK, 90_000);

        assertThat(yaml()).contains("        response: 2s\n");
        assertThat(text()).contains("Cut off: 1 of the 10,001 answered calls (0.01 %)");
    }

    @Test
    void too_few_calls_are_told_and_the_value_is_left_out() {
        traffic.calls(999, SHOP, "GET", "/v1/stock", OK, 20);

        assertThat(yaml()).doesNotContain("        response:", "        connect:", "failure-rate-threshold: 50%");
        assertThat(text())
                .contains("timeouts: response left out: no operation has 1,000 answered calls: the 99.9th percentile of"
                        + " fewer is but the slowest of them. In force: 60s (built-in).");
    }

    @Test
    void fewer_calls_are_enough_for_those_who_say_so() {
        traffic.calls(100, SHOP, "GET", "/v1/stock", OK, 20);

        assertThat(traffic.suggestion(new SuggestOptions("all", 100, Mode.OBSERVE))
                        .toYaml())
                .contains("        response: 2s\n");
    }

    @Test
    void calls_that_were_enforced_are_in_the_rate_and_told() {
        traffic.calls(100, SHOP, "GET", "/v1/stock", OK, 20);
        for (int call = 0; call < 300; call++) {
            traffic.enforced(SHOP, "GET", "/v1/stock", OK).after(30);
        }

        assertThat(text())
                .contains("100 calls, 40.0 a second; at most 100 in one second of the last ten minutes;")
                .contains("Not recorded: 300 calls on which policies were enforced; they are in the rate alone.");
    }

    @Test
    void an_export_gets_a_route_of_its_own() {
        traffic.calls(5_000, SHOP, "GET", "/v1/stock/17", OK, 20)
                .calls(1_000, SHOP, "GET", "/v1/export/17", OK, 45_000);

        assertThat(yaml())
                .contains("        response: 2s\n")
                .contains("      - match: {method: \"GET\", path: \"/v1/export/{id}\"}\n")
                .contains("            response: 1m40s\n");
    }

    @Test
    void a_slow_operation_of_which_too_little_is_known_keeps_what_is_in_force() {
        traffic.calls(5_000, SHOP, "GET", "/v1/stock/17", OK, 20).calls(3, SHOP, "POST", "/v1/report", OK, 45_000);

        assertThat(yaml())
                .contains("      - match: {method: \"POST\", path: \"/v1/report\"}\n")
                .contains("            response: 60s\n");
        assertThat(text()).contains("Only 3 answered calls (needs 1,000), slowest 46");
    }

    /** /v1/orders/{id} would match /v1/orders/search, too. */
    @Test
    void a_name_is_kept_from_the_route_that_stands_for_any_name() {
        traffic.calls(5_000, SHOP, "GET", "/v1/orders/search", OK, 20)
                .calls(1_000, SHOP, "GET", "/v1/orders/17", OK, 30_000);

        String yaml = yaml();

        assertThat(yaml.indexOf("path: \"/v1/orders/search\""))
                .isPositive()
                .isLessThan(yaml.indexOf("path: \"/v1/orders/{id}\""));
    }

    @Test
    void idempotent_methods_are_repeated_after_failures_whose_outcome_is_unknown() {
        traffic.calls(1_000, SHOP, "GET", "/", OK, 20).calls(3, SHOP, "GET", "/", Outcome.ofStatus(503), 20);

        assertThat(yaml())
                .contains("retry-on: [connect-failure, refused-stream, reset, gateway-error, attempt-timeout]")
                .contains("        max-attempts: 3\n");
        assertThat(text())
                .contains(
                        "Repeated: 3 of the 3 failed calls, those of HttpURLConnection only with url-connection: true.");
    }

    @Test
    void a_host_that_gets_posts_alone_has_only_repeated_what_was_never_sent() {
        traffic.calls(1_000, SHOP, "POST", "/", OK, 20)
                .calls(3, SHOP, "POST", "/", Outcome.ofStatus(503), 20)
                .calls(2, SHOP, "POST", "/", Outcome.failed(FailureClass.CONNECT_FAILURE), 20);

        assertThat(yaml()).contains("retry-on: [connect-failure, refused-stream]\n");
        assertThat(text()).contains("Repeated: 2 of the 5 failed calls, those of HttpURLConnection only");
    }

    @Test
    void the_threshold_lies_above_the_worst_ten_seconds() {
        traffic.calls(1_000, SHOP, "GET", "/", OK, 20);
        for (int burst = 0; burst < 20; burst++) {
            traffic.calls(1, SHOP, "GET", "/", OK, 20).calls(1, SHOP, "GET", "/", Outcome.ofStatus(503), 20);
        }
        traffic.after(60_000);
        for (int burst = 0; burst < 20; burst++) {
            traffic.calls(2, SHOP, "GET", "/", OK, 20).calls(2, SHOP, "GET", "/", Outcome.ofStatus(503), 20);
        }

        assertThat(yaml()).contains("failure-rate-threshold: 70%");
        assertThat(text()).contains("Refused by the circuit breaker: 0 of the 1,120 calls");
    }

    @Test
    void an_outage_does_not_raise_the_threshold_and_what_a_breaker_would_have_done_is_told() {
        traffic.calls(1_000, SHOP, "GET", "/", OK, 20)
                .calls(3_000, SHOP, "GET", "/", Outcome.failed(FailureClass.CONNECT_FAILURE), 1)
                .calls(1_000, SHOP, "GET", "/", OK, 20);

        assertThat(yaml()).contains("failure-rate-threshold: 50%");
        assertThat(text()).contains("an outage: the built-in threshold stays");
        assertThat(text()).containsPattern("Refused by the circuit breaker: [123],[0-9]{3} of the 5,000 calls");
    }

    @Test
    void places_are_for_twice_what_the_busiest_second_needed() {
        for (int second = 0; second < 20; second++) {
            for (int call = 0; call < 100; call++) {
                traffic.call(SHOP, "GET", "/", OK, 200);
            }
            traffic.after(1_000);
        }

        assertThat(text())
                .contains("Busiest second 20.0 calls under way on average (Little's law), times 2; not below 10");
        assertThat(yaml()).contains("max-concurrent-calls: 40\n");
    }

    @Test
    void a_database_gets_one_limit_for_all_its_statements() {
        traffic.calls(2_000, ORDERS, "SELECT", "", Outcome.SUCCESS, 4)
                .calls(12, ORDERS, "BATCH", "", Outcome.SUCCESS, 7_000)
                .calls(20, ORDERS, "CONNECT", "", Outcome.SUCCESS, 30);

        assertThat(yaml())
                .contains("  - match: \"jdbc:postgresql://pg.example:5432/orders\"\n")
                .contains("        query: 15s\n")
                .doesNotContain("        login:", "password");
        assertThat(text()).contains("connect, login left out: 20 connections were made (needs 1,000)");
    }

    @Test
    void reads_that_were_victims_are_repeated() {
        Outcome victim = Outcome.failed(FailureClass.SERIALIZATION_FAILURE);
        traffic.calls(2_000, ORDERS, "SELECT", "", Outcome.SUCCESS, 4).calls(7, ORDERS, "SELECT", "", victim, 4);

        assertThat(yaml()).contains("        statements: serialization-read\n");
    }

    @Test
    void nothing_acts_until_somebody_says_so() {
        traffic.calls(1_000, SHOP, "GET", "/", OK, 20);

        assertThat(yaml()).contains("    mode: observe  # acts once this says: enforce\n");
        assertThat(traffic.suggestion(new SuggestOptions("all", 1_000, Mode.ENFORCE))
                        .toYaml())
                .contains("    mode: enforce\n");
    }

    @Test
    void a_host_can_be_asked_for() {
        traffic.calls(1_000, SHOP, "GET", "/", OK, 20).calls(1_000, ORDERS, "SELECT", "", Outcome.SUCCESS, 4);

        assertThat(traffic.suggestion(new SuggestOptions("*.example", 1, Mode.OBSERVE))
                        .toYaml())
                .contains("shop.example:8443")
                .doesNotContain("postgresql");
        assertThatThrownBy(() -> new SuggestOptions("/x", 1, Mode.OBSERVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("host: ");
    }

    @Test
    void two_schemes_on_one_port_are_two_entries() {
        traffic.call(SHOP, "GET", "/", OK, 20).call(Destination.of("http", "shop.example", 8443), "GET", "/", OK, 20);

        assertThat(yaml()).contains("match: \"http://shop.example:8443\"", "match: \"https://shop.example:8443\"");
    }

    @Test
    void more_hosts_than_are_recorded_are_told_of() {
        for (int host = 0; host < Observations.MOST_DESTINATIONS; host++) {
            traffic.call(Destination.of("http", "host" + host, 80), "GET", "/", OK, 20);
        }
        assertThat(text()).doesNotContain("Left out");

        traffic.call(SHOP, "GET", "/", OK, 20);

        assertThat(text()).contains("# Left out: hosts that came after the first 250: no more are recorded apart.");
    }

    @Test
    void without_traffic_it_says_so() {
        assertThat(yaml()).contains("version: 1\n", "nothing was observed yet");
    }

    @Test
    void machines_get_the_same_values() {
        traffic.calls(1_000, SHOP, "GET", "/", OK, 20);

        assertThat(traffic.suggestion().toJson())
                .contains("\"path\": \"http.timeouts.response\",\n          \"value\": \"2s\"")
                .contains("\"inForce\": \"60s (built-in)\"");
    }
}
