package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ModesTest {
    private static final String[] FILE = {
        "version: 1",
        "mode: observe",
        "defaults:",
        "  http:",
        "    bulkhead: {mode: disabled}",
        "hosts:",
        "  - match: a.example",
        "    mode: enforce",
        "    http: {retry: {mode: observe, max-attempts: 4}}",
        "    routes:",
        "      - {match: {path: /quiet}, mode: disabled}",
        "      - {match: {path: /half}, mode: disabled, http: {circuit-breaker: {mode: enforce}}}",
        "      - {match: {path: /loud}, http: {retry: {mode: enforce}}}",
        "      - {match: {path: /watched}, mode: observe}"
    };

    private final Configuration configuration = good(FILE);

    @Test
    void file_mode_holds_where_nothing_else_is_said() {
        assertThat(modes(configuration, "b.example", "/")).isEqualTo("OBSERVE OBSERVE OBSERVE DISABLED");
    }

    @Test
    void host_mode_holds_for_policies_that_say_nothing_themselves() {
        assertThat(modes(configuration, "a.example", "/")).isEqualTo("ENFORCE OBSERVE ENFORCE DISABLED");
    }

    @Test
    void route_mode_goes_before_host_mode() {
        assertThat(modes(configuration, "a.example", "/watched")).isEqualTo("OBSERVE OBSERVE OBSERVE DISABLED");
        assertThat(modes(configuration, "a.example", "/loud")).isEqualTo("ENFORCE ENFORCE ENFORCE DISABLED");
    }

    @Test
    void disabled_route_stops_what_the_host_said_and_keeps_what_it_says_itself() {
        assertThat(modes(configuration, "a.example", "/quiet")).isEqualTo("DISABLED DISABLED DISABLED DISABLED");
        assertThat(policy(configuration, "GET", "a.example", "/quiet").isDisabled())
                .isTrue();
        assertThat(modes(configuration, "a.example", "/half")).isEqualTo("DISABLED DISABLED ENFORCE DISABLED");
    }

    @Test
    void disabled_policy_keeps_its_numbers() {
        assertThat(policy(configuration, "GET", "a.example", "/quiet").retry().maxAttempts())
                .isEqualTo(4);
    }

    @Test
    void override_of_the_file_mode_is_the_most_that_any_policy_does() {
        assertThat(modes(overridden("disabled"), "a.example", "/half"))
                .isEqualTo("DISABLED DISABLED DISABLED DISABLED");
        assertThat(modes(overridden("disabled"), "b.example", "/")).isEqualTo("DISABLED DISABLED DISABLED DISABLED");
        assertThat(modes(overridden("observe"), "a.example", "/loud")).isEqualTo("OBSERVE OBSERVE OBSERVE DISABLED");
        assertThat(modes(overridden("enforce"), "b.example", "/")).isEqualTo("ENFORCE ENFORCE ENFORCE DISABLED");
    }

    private static Configuration overridden(String mode) {
        return good(ConfigText.load(
                Overrides.of(Collections.emptyMap(), Collections.singletonMap("breakwater.mode", mode)), FILE));
    }

    private static String modes(Configuration configuration, String host, String path) {
        CallPolicy policy = policy(configuration, "GET", host, path);
        Mode[] modes = {
            policy.timeouts().mode(),
            policy.retry().mode(),
            policy.breaker().mode(),
            policy.bulkhead().mode()
        };
        return modes[0] + " " + modes[1] + " " + modes[2] + " " + modes[3];
    }
}
