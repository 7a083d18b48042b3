package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.PolicySource;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Modes that an operator sets while the process runs. */
class ModeOverridesTest {
    private static final String[] FILE = {
        "version: 1",
        "mode: observe",
        "deadline: {trusted-hosts: [a.example]}",
        "defaults:",
        "  http:",
        "    bulkhead: {mode: disabled}",
        "hosts:",
        "  - match: a.example",
        "    mode: enforce",
        "    http: {retry: {mode: observe, max-attempts: 4}}",
        "    routes:",
        "      - {match: {path: /quiet}, mode: disabled}",
        "      - {match: {path: /loud}, http: {retry: {mode: enforce}}}",
        "      - {match: {path: /watched}, mode: observe}",
        "  - {match: off.example, mode: disabled}",
        "  - match: \"jdbc:postgresql://pg.example:5432/orders\"",
        "    jdbc: {circuit-breaker: {mode: disabled}}"
    };

    private final Configuration configuration = good(FILE);

    private PolicySource with(Mode mode) {
        ModeOverride override = new ModeOverride(mode, "operator (alice)");
        return configuration.with(destination -> override);
    }

    private static Destination host(String name) {
        return Destination.of("https", name, 443);
    }

    /** Timeouts, retry, breaker, bulkhead. */
    private static String modes(PolicySource source, String host, String path) {
        CallPolicy policy = source.policyFor(host(host)).select("GET", path);
        Mode[] modes = {
            policy.timeouts().mode(),
            policy.retry().mode(),
            policy.breaker().mode(),
            policy.bulkhead().mode()
        };
        return modes[0] + " " + modes[1] + " " + modes[2] + " " + modes[3];
    }

    @Test
    void enforce_takes_the_place_of_the_mode_of_the_host_and_of_the_file() {
        assertThat(modes(with(Mode.ENFORCE), "b.example", "/")).isEqualTo("ENFORCE ENFORCE ENFORCE DISABLED");
        assertThat(modes(with(Mode.ENFORCE), "off.example", "/")).isEqualTo("ENFORCE ENFORCE ENFORCE DISABLED");
    }

    @Test
    void enforce_leaves_what_a_policy_or_a_route_says_for_itself() {
        assertThat(modes(with(Mode.ENFORCE), "a.example", "/")).isEqualTo("ENFORCE OBSERVE ENFORCE DISABLED");
        assertThat(modes(with(Mode.ENFORCE), "a.example", "/quiet")).isEqualTo("DISABLED DISABLED DISABLED DISABLED");
        assertThat(modes(with(Mode.ENFORCE), "a.example", "/watched")).isEqualTo("OBSERVE OBSERVE OBSERVE DISABLED");
    }

    @Test
    void observe_is_the_most_that_anything_does() {
        assertThat(modes(with(Mode.OBSERVE), "a.example", "/loud")).isEqualTo("OBSERVE OBSERVE OBSERVE DISABLED");
        assertThat(modes(with(Mode.OBSERVE), "a.example", "/quiet")).isEqualTo("DISABLED DISABLED DISABLED DISABLED");
        assertThat(modes(with(Mode.OBSERVE), "off.example", "/")).isEqualTo("OBSERVE OBSERVE OBSERVE DISABLED");
    }

    @Test
    void disabled_disables_everything() {
        for (String path : new String[] {"/", "/loud", "/watched"}) {
            assertThat(with(Mode.DISABLED)
                            .policyFor(host("a.example"))
                            .select("GET", path)
                            .isDisabled())
                    .isTrue();
        }
    }

    @Test
    void databases_follow_as_well() {
        Destination orders = Destination.ofDatabase("jdbc:postgresql://pg.example:5432/orders");
        CallPolicy statement = with(Mode.ENFORCE).policyFor(orders).select("EXECUTE", "");

        assertThat(statement.timeouts().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(statement.breaker().mode()).isEqualTo(Mode.DISABLED);
        assertThat(with(Mode.DISABLED).policyFor(orders).mode()).isEqualTo(Mode.DISABLED);
    }

    @Test
    void an_override_at_the_start_still_is_the_most_that_happens() {
        Configuration started = good(ConfigText.load(
                Overrides.of(Collections.emptyMap(), Collections.singletonMap("breakwater.mode", "observe")), FILE));
        ModeOverride enforce = new ModeOverride(Mode.ENFORCE, "operator (alice)");

        assertThat(modes(started.with(destination -> enforce), "b.example", "/"))
                .isEqualTo("OBSERVE OBSERVE OBSERVE DISABLED");
    }

    @Test
    void the_numbers_and_the_trust_stay() {
        CallPolicy policy = with(Mode.ENFORCE).policyFor(host("a.example")).select("GET", "/");

        assertThat(policy.retry().maxAttempts()).isEqualTo(4);
        assertThat(policy.deadline().isTrusted()).isTrue();
        assertThat(with(Mode.ENFORCE)
                        .policyFor(host("b.example"))
                        .select("GET", "/")
                        .deadline()
                        .isTrusted())
                .isFalse();
    }

    @Test
    void policies_name_the_operator_as_their_origin() {
        CallPolicy policy = with(Mode.OBSERVE).policyFor(host("a.example")).select("GET", "/");

        assertThat(policy.breaker().origin()).endsWith(", operator (alice)");
    }

    @Test
    void calls_of_one_kind_share_one_policy_however_often_it_is_asked_for() {
        PolicySource source = with(Mode.ENFORCE);

        assertThat(source.policyFor(host("b.example")).select("GET", "/"))
                .isSameAs(source.policyFor(host("c.example")).select("PUT", "/x"));
        assertThat(source.policyFor(host("a.example")).select("GET", "/loud"))
                .isSameAs(source.policyFor(host("a.example")).select("GET", "/loud"));
    }

    @Test
    void where_nobody_decided_it_is_the_configurations_own() {
        PolicySource source = configuration.with(destination -> null);

        assertThat(source.policyFor(host("b.example"))).isSameAs(configuration.policyFor(host("b.example")));
        assertThat(modes(source, "a.example", "/loud")).isEqualTo("ENFORCE ENFORCE ENFORCE DISABLED");
    }

    @Test
    void the_mode_of_a_destination_is_the_most_that_any_of_its_policies_does() {
        assertThat(configuration.policyFor(host("a.example")).mode()).isEqualTo(Mode.ENFORCE);
        assertThat(configuration.policyFor(host("b.example")).mode()).isEqualTo(Mode.OBSERVE);
        assertThat(configuration.policyFor(host("off.example")).mode()).isEqualTo(Mode.DISABLED);
        assertThat(with(Mode.OBSERVE).policyFor(host("a.example")).mode()).isEqualTo(Mode.OBSERVE);
    }
}
