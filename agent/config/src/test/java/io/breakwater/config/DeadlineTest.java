package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.InboundPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import io.breakwater.engine.policy.TracingScope;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How deadlines are configured, and what others see of the agent. */
class DeadlineTest {
    private static final String[] FILE = {
        "version: 1",
        "mode: observe",
        "deadline:",
        "  baggage-key: budget",
        "  max: 30s",
        "  margin: 50ms",
        "  trust-clocks: true",
        "  across-executors: true",
        "  trusted-hosts: [\"*.corp.example\", \"10.0.0.0/8\"]",
        "inbound:",
        "  - {match: {method: POST, path: \"/v1/orders\"}, deadline: 2s}",
        "  - {match: {path: \"/v1/export/**\"}, deadline: none}",
        "  - {match: {path: \"/**\"}, deadline: 10s}",
        "hosts:",
        "  - match: inventory.corp.example",
        "    mode: enforce",
        "    deadline: {write: [baggage], margin: 5ms, min-attempt: 30ms}",
        "  - match: slow.corp.example",
        "    deadline: {mode: disabled}",
        "    routes:",
        "      - {match: {path: \"/x\"}, http: {retry: {max-attempts: 1}}}",
    };

    private final Configuration configuration = good(FILE);

    private CallPolicy policy(String host) {
        return configuration.policyFor(Destination.of("http", host, 80)).select("GET", "/");
    }

    @Test
    void without_a_word_deadlines_are_observed_and_nobody_is_trusted() {
        CallPolicy policy = Configuration.builtIn()
                .policyFor(Destination.of("http", "any.example", 80))
                .select("GET", "/");

        assertThat(policy.deadline().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(policy.deadline().isTrusted()).isFalse();
        assertThat(policy.deadline().trustsClocks()).isFalse();
        assertThat(Configuration.builtIn().inbound().startNanos("GET", "/")).isEqualTo(TimeoutPolicy.NONE);
    }

    @Test
    void built_in_numbers_are_those_of_the_engine() {
        DeadlinePolicy ofEngine = DeadlinePolicy.builder().build();
        DeadlinePolicy builtIn = Configuration.builtIn().inbound().deadline();

        assertThat(builtIn).usingRecursiveComparison().ignoringFields("mode").isEqualTo(ofEngine);
    }

    @Test
    void a_host_that_is_trusted_may_see_the_deadline_and_no_other() {
        assertThat(policy("inventory.corp.example").deadline().isTrusted()).isTrue();
        assertThat(policy("other.corp.example").deadline().isTrusted()).isTrue();
        assertThat(policy("10.1.2.3").deadline().isTrusted()).isTrue();
        assertThat(policy("corp.example").deadline().isTrusted()).isFalse();
        assertThat(policy("11.1.2.3").deadline().isTrusted()).isFalse();
    }

    @Test
    void a_policy_is_the_same_object_for_each_call() {
        assertThat(policy("inventory.corp.example")).isSameAs(policy("inventory.corp.example"));
        assertThat(policy("other.corp.example")).isSameAs(policy("another.corp.example"));
        assertThat(policy("other.corp.example")).isNotSameAs(policy("other.example"));
    }

    @Test
    void a_host_may_say_otherwise() {
        DeadlinePolicy inventory = policy("inventory.corp.example").deadline();
        DeadlinePolicy other = policy("other.corp.example").deadline();

        assertThat(inventory.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(inventory.write()).containsExactly("baggage");
        assertThat(inventory.marginNanos()).isEqualTo(Duration.ofMillis(5).toNanos());
        assertThat(inventory.minAttemptNanos()).isEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(inventory.baggageKey()).isEqualTo("budget");
        assertThat(inventory.origin()).isEqualTo("test.yaml:17:5");
        assertThat(other.mode()).isEqualTo(Mode.OBSERVE);
        assertThat(other.marginNanos()).isEqualTo(Duration.ofMillis(50).toNanos());
        assertThat(other.origin()).isEqualTo("test.yaml:3:1");
        assertThat(policy("slow.corp.example").deadline().mode()).isEqualTo(Mode.DISABLED);
    }

    @Test
    void the_first_rule_that_matches_a_request_starts_its_deadline() {
        InboundPolicy inbound = configuration.inbound();

        assertThat(inbound.startNanos("POST", "/v1/orders"))
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(inbound.startNanos("GET", "/v1/orders"))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(inbound.startNanos("GET", "/v1/export/all")).isEqualTo(TimeoutPolicy.NONE);
        assertThat(inbound.deadline().maxNanos())
                .isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(inbound.deadline().isAcrossExecutors()).isTrue();
    }

    private static String inbound(String... rules) {
        List<String> lines = new ArrayList<>(Arrays.asList("version: 1", "inbound:"));
        lines.addAll(Arrays.asList(rules));
        return String.join(" | ", problems(load(lines.toArray(new String[0]))));
    }

    @Test
    void a_rule_that_an_earlier_one_leaves_nothing_to_is_refused() {
        assertThat(inbound(
                        "  - {match: {path: \"/**\"}, deadline: 5s}",
                        "  - {match: {method: GET, path: \"/v1/export/**\"}, deadline: none}"))
                .isEqualTo(
                        "test.yaml:4:5: inbound[1]: GET /v1/export/** (expected: a match that the rule at test.yaml:3:5"
                                + " leaves something to). The first rule that matches applies, so this one never would; put it"
                                + " before that one");
        assertThat(inbound(
                        "  - {match: {method: [GET, PUT]}, deadline: 5s}",
                        "  - {match: {method: GET, path: \"/v1\"}, deadline: none}"))
                .contains("inbound[1]: GET /v1");
    }

    @Test
    void a_rule_that_an_earlier_one_leaves_something_to_is_not() {
        assertThat(inbound(
                        "  - {match: {method: GET, path: \"/**\"}, deadline: 5s}",
                        "  - {match: {method: [GET, PUT], path: \"/v1\"}, deadline: none}",
                        "  - {match: {path: \"/v1/**\"}, deadline: none}",
                        "  - {match: {path: \"/**\"}, deadline: none}"))
                .isEmpty();
    }

    @Test
    void a_rule_that_leaves_nothing_to_send_is_refused() {
        assertThat(inbound("  - {match: {path: \"/**\"}, deadline: 29ms}"))
                .isEqualTo(
                        "test.yaml:3:38: inbound[0].deadline: 29ms (expected: at least deadline.margin, 20ms (built-in),"
                                + " and deadline.min-attempt, 10ms (built-in)). Nothing would ever be sent for such a request;"
                                + " raise it");
        assertThat(inbound("  - {match: {path: \"/**\"}, deadline: 30ms}")).isEmpty();
        assertThat(inbound("  - {match: {path: \"/**\"}, deadline: none}")).isEmpty();
        assertThat(inbound("  - {match: {path: \"/**\"}, deadline: 5ms}", "deadline: {mode: disabled}"))
                .isEmpty();
    }

    @Test
    void headers_that_nobody_can_read_are_refused() {
        assertThat(problems(load("version: 1", "deadline: {read: [X-Request-Deadline, Grpc-Timeout]}")))
                .containsExactly("test.yaml:2:19: deadline.read[0]: X-Request-Deadline (expected: baggage,"
                        + " x-envoy-expected-rq-timeout-ms, grpc-timeout). The values of other headers cannot be read");
        assertThat(problems(load("version: 1", "deadline: {write: [grpc-timout]}")))
                .singleElement()
                .asString()
                .endsWith("Did you mean grpc-timeout?");
        assertThat(good("version: 1", "deadline: {read: [Grpc-Timeout]}")
                        .inbound()
                        .deadline()
                        .read())
                .containsExactly("grpc-timeout");
    }

    @Test
    void the_way_out_for_a_pattern_that_is_no_list_can_be_copied() {
        assertThat(problems(load("version: 1", "deadline: {trusted-hosts: \"*.corp.example\"}")))
                .singleElement()
                .asString()
                .endsWith("Write [\"*.corp.example\"]");
        assertThat(problems(load("version: 1", "deadline: {trusted-hosts: [\"*.corp.example\"]}")))
                .isEmpty();
    }

    @Test
    void a_database_among_the_trusted_hosts_is_refused() {
        assertThat(problems(load("version: 1", "deadline: {trusted-hosts: [\"jdbc:postgresql://pg:5432\"]}")))
                .singleElement()
                .asString()
                .endsWith("A database reads no headers, and is limited all the same; leave it out");
    }

    @Test
    void a_least_attempt_longer_than_any_deadline_is_refused() {
        assertThat(problems(load("version: 1", "deadline: {max: 1s, min-attempt: 5s}")))
                .containsExactly("test.yaml:2:34: deadline.min-attempt: 5s (expected: at most deadline.max, 1s"
                        + " (test.yaml:2:17)). Nothing would ever be sent; lower min-attempt");
    }

    @Test
    void an_explanation_says_who_ends_a_call_and_whether_the_host_is_told() {
        assertThat(configuration
                        .explain("GET", URI.create("http://inventory.corp.example/"))
                        .outlook())
                .contains(
                        "deadline: a call that is made for a request ends when that request's deadline does, 5ms before"
                                + " it; with less than 30ms left then it is refused. The host is told, in baggage.");
        assertThat(configuration
                        .explain("GET", URI.create("http://elsewhere.example/"))
                        .outlook()
                        .get(4))
                .startsWith("deadline: changes nothing; it counts what would have been: ")
                .endsWith("The host is not told: trusted-hosts does not name it.");
        assertThat(configuration
                        .explain("GET", URI.create("http://slow.corp.example/"))
                        .outlook())
                .contains("deadline: disabled.");
    }

    @Test
    void a_database_sees_no_deadline_and_is_limited_by_it() {
        CallPolicy policy = configuration
                .policyFor(Destination.ofDatabase("jdbc:postgresql://pg.corp.example/orders"))
                .select("SELECT", "");

        assertThat(policy.deadline().isTrusted()).isFalse();
        assertThat(policy.deadline().mode()).isEqualTo(Mode.OBSERVE);
    }

    @Test
    void what_is_missing_or_contradicts_is_told() {
        assertThat(problems(load(
                        "version: 1",
                        "deadline: {margin: 3s, max: 2s}",
                        "inbound:",
                        "  - {match: {path: \"/x\"}}",
                        "  - {deadline: 2s}")))
                .containsExactly(
                        "test.yaml:2:20: deadline.margin: 3s (expected: at most deadline.max, 2s (test.yaml:2:29))."
                                + " Nothing would ever be sent; lower margin",
                        "test.yaml:4:5: inbound[0].deadline: missing (expected: a duration). Write deadline: 2s",
                        "test.yaml:5:5: inbound[1].match: missing (expected: a match). Write match: {path: \"/**\"}");
    }

    @Test
    void tracing_and_metrics() {
        Configuration builtIn = Configuration.builtIn();
        Configuration other = good("version: 1", "tracing: all", "metrics: {prometheus-port: 9464, jmx: false}");

        assertThat(builtIn.tracing()).isEqualTo(TracingScope.INTERVENTIONS);
        assertThat(builtIn.prometheusPort()).isZero();
        assertThat(builtIn.hasMBeans()).isTrue();
        assertThat(other.tracing()).isEqualTo(TracingScope.ALL);
        assertThat(other.prometheusPort()).isEqualTo(9464);
        assertThat(other.hasMBeans()).isFalse();
    }

    @Test
    void everybody_is_believed_until_sources_are_named() {
        assertThat(Configuration.builtIn().inbound().trustsEverybody()).isTrue();
        assertThat(configuration.inbound().trusts("203.0.113.9")).isTrue();
    }

    @Test
    void sources_are_addresses_and_networks() {
        InboundPolicy inbound = good("version: 1", "deadline: {trusted-sources: [10.0.0.0/8, 192.0.2.7, \"fd00::/8\"]}")
                .inbound();

        assertThat(inbound.trustsEverybody()).isFalse();
        assertThat(inbound.trusts("10.200.0.1")).isTrue();
        assertThat(inbound.trusts("192.0.2.7")).isTrue();
        assertThat(inbound.trusts("fd00:0:0:0:0:0:0:1%eth0")).isTrue();
        assertThat(inbound.trusts("[fd00::1]")).isTrue();
        assertThat(inbound.trusts("192.0.2.8")).isFalse();
        assertThat(inbound.trusts("2001:db8::1")).isFalse();
        assertThat(inbound.trusts("")).isFalse();
        assertThat(inbound.trusts(null)).isFalse();
    }

    @Test
    void nobody_is_believed_if_the_list_is_empty() {
        InboundPolicy inbound =
                good("version: 1", "deadline: {trusted-sources: []}").inbound();

        assertThat(inbound.trustsEverybody()).isFalse();
        assertThat(inbound.trusts("10.0.0.1")).isFalse();
    }

    @Test
    void a_name_is_no_source_because_requests_do_not_come_with_one() {
        assertThat(problems(load("version: 1", "deadline: {trusted-sources: [\"*.corp.example\"]}")))
                .singleElement()
                .asString()
                .contains("*.corp.example (expected: addresses or networks such as 10.0.0.0/8, or \"*\")");
    }
}
