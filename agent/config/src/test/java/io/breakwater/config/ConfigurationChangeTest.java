package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigurationChangeTest {
    private static final Configuration BEFORE = ConfigText.good(
            "version: 1",
            "defaults: {http: {timeouts: {connect: 3s}}}",
            "hosts:",
            "  - match: a.example",
            "    mode: enforce",
            "  - match: b.example",
            "    http: {retry: {retry-on: [reset, 503]}}");

    private static String summary(String... after) {
        return ConfigurationChange.between(BEFORE, ConfigText.good(after)).summary();
    }

    @Test
    void comments_order_and_ways_of_writing_mean_nothing() {
        assertThat(summary(
                        "# the same",
                        "hosts: [{match: b.example, http: {retry: {retry-on: [reset, 503]}}},",
                        "        {mode: enforce, match: \"a.example\"}]",
                        "defaults:",
                        "  http: {timeouts: {connect: 3s}}",
                        "version: 1"))
                .isEmpty();
    }

    @Test
    void hosts_are_counted_and_other_keys_named() {
        assertThat(summary(
                        "version: 1",
                        "mode: enforce",
                        "limits: {max-hosts: 7}",
                        "hosts:",
                        "  - {match: a.example, mode: observe}",
                        "  - {match: c.example}",
                        "  - {match: d.example}"))
                .isEqualTo("mode observe -> enforce, limits changed, defaults changed, 1 host changed, 2 hosts added,"
                        + " 1 host removed");
    }

    @Test
    void a_mode_of_the_file_that_hosts_do_not_follow_says_so() {
        assertThat(summary(
                        "version: 1",
                        "mode: disabled",
                        "defaults: {http: {timeouts: {connect: 3s}}}",
                        "hosts:",
                        "  - match: a.example",
                        "    mode: enforce",
                        "  - match: b.example",
                        "    http: {retry: {retry-on: [reset, 503]}}"))
                .startsWith("mode observe -> disabled (1 host enforces all the same)");
    }

    @Test
    void what_is_looked_at_once_waits_for_the_next_start() {
        Configuration after = ConfigText.good(
                "version: 1",
                "tracing: none",
                "deadline: {across-executors: true}",
                "limits: {host-idle: 1m}",
                "jdbc-drivers: [{driver-class: a.Driver, statement-class: a.Statement}]");

        assertThat(ConfigurationChange.between(BEFORE, after).lookedAtOnce(BEFORE))
                .containsExactly("jdbc-drivers", "deadline.across-executors", "limits.host-idle");
        assertThat(ConfigurationChange.between(after, after).lookedAtOnce(BEFORE))
                .as("told once")
                .isEmpty();
        assertThat(ConfigurationChange.between(after, BEFORE).lookedAtOnce(BEFORE))
                .as("as it was at the start")
                .isEmpty();
    }

    @Test
    void traces_that_were_off_at_the_start_wait_for_the_next_one() {
        Configuration off = ConfigText.good("version: 1", "tracing: none");
        Configuration all = ConfigText.good("version: 1", "tracing: all");

        assertThat(ConfigurationChange.between(off, all).lookedAtOnce(off)).containsExactly("tracing");
        assertThat(ConfigurationChange.between(off, all).lookedAtOnce(BEFORE)).isEmpty();
    }
}
