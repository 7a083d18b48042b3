package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.notices;
import static io.breakwater.config.ConfigText.policy;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.CallPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final String[] FILE = {
        "version: 1",
        "defaults: {http: {timeouts: {connect: 900ms}}}",
        "hosts:",
        "  - {match: a.example, http: {retry: {max-attempts: 2}}}",
        "  - match: b.example",
        "    routes: [{match: {path: /x}}]"
    };

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    @Test
    void property_beats_variable_and_variable_beats_file() {
        environment.put("BREAKWATER_DEFAULTS_HTTP_TIMEOUTS_CONNECT", "2s");
        environment.put("BREAKWATER_DEFAULTS_HTTP_TIMEOUTS_RESPONSE", "3s");
        properties.put("breakwater.defaults.http.timeouts.connect", "1s");

        Configuration configuration = good(load());

        assertThat(policy(configuration, "a.example").timeouts().connectNanos()).isEqualTo(1_000_000_000L);
        assertThat(policy(configuration, "a.example").timeouts().responseNanos())
                .isEqualTo(3_000_000_000L);
    }

    @Test
    void hosts_and_routes_are_named_by_their_index() {
        environment.put("BREAKWATER_HOSTS_0_HTTP_RETRY_MAX_ATTEMPTS", "7");
        environment.put("BREAKWATER_HOSTS_1_ROUTES_0_HTTP_RETRY_BACKOFF_MAX", "3s");
        properties.put("breakwater.hosts.1.mode", "enforce");
        properties.put("breakwater.hosts.0.http.retry.retry-on", "reset,503");

        Configuration configuration = good(load());

        assertThat(policy(configuration, "a.example").retry().maxAttempts()).isEqualTo(7);
        assertThat(policy(configuration, "a.example").retry().retryOn().contains(FailureClass.RESET))
                .isTrue();
        assertThat(policy(configuration, "b.example").retry().mode()).hasToString("ENFORCE");
        assertThat(policy(configuration, "GET", "b.example", "/x")
                        .retry()
                        .backoff()
                        .maxNanos())
                .isEqualTo(3_000_000_000L);
    }

    @Test
    void an_entry_of_inbound_is_changed_by_its_index_and_none_is_added() {
        properties.put("breakwater.inbound.0.deadline", "3s");

        assertThat(problems(load()))
                .containsExactly("system property breakwater.inbound.0.deadline: inbound[0].deadline: no entry 0"
                        + " (expected: an entry in the file). An override changes an entry and adds none");
        assertThat(good(ConfigText.load(
                                Overrides.of(environment, properties),
                                "version: 1",
                                "inbound: [{match: {path: /x}, deadline: 1s}]"))
                        .inbound()
                        .startNanos("GET", "/x"))
                .isEqualTo(3_000_000_000L);
    }

    @Test
    void overrides_work_without_a_file() {
        properties.put("breakwater.mode", "enforce");
        properties.put("breakwater.defaults.http.retry.max-attempts", "3");

        Configuration configuration = good(ConfigurationLoader.load(null, Overrides.of(environment, properties)));

        assertThat(policy(configuration, "a.example").retry().mode()).hasToString("ENFORCE");
        assertThat(policy(configuration, "a.example").retry().maxAttempts()).isEqualTo(3);
        assertThat(policy(configuration, "a.example").retry().origin())
                .isEqualTo(
                        "system property breakwater.defaults.http.retry.max-attempts, system property breakwater.mode");
    }

    @Test
    void a_policy_names_its_line_and_whatever_changed_one_of_its_values() {
        properties.put("breakwater.hosts.0.http.retry.max-attempts", "4");
        environment.put("BREAKWATER_DEFAULTS_HTTP_RETRY_BACKOFF_MAX", "3s");
        environment.put("BREAKWATER_DEFAULTS_HTTP_CIRCUIT_BREAKER_OPEN_DURATION", "3s");

        CallPolicy policy = policy(good(load()), "a.example");

        assertThat(policy.retry().origin())
                .isEqualTo("test.yaml:4:31, system property breakwater.hosts.0.http.retry.max-attempts,"
                        + " environment variable BREAKWATER_DEFAULTS_HTTP_RETRY_BACKOFF_MAX");
        assertThat(policy.timeouts().origin()).isEqualTo("test.yaml:2:19");
        assertThat(policy.bulkhead().origin()).isEqualTo("built-in");
    }

    @Test
    void a_policy_names_the_override_that_set_its_mode_and_none_that_does_not_apply() {
        properties.put("breakwater.mode", "observe");
        properties.put("breakwater.hosts.1.http.retry.max-attempts", "4");
        environment.put("BREAKWATER_DEFAULTS_HTTP_RETRY_MAX_ATTEMPTS", "3");

        CallPolicy policy = policy(good(load()), "a.example");

        assertThat(policy.retry().origin()).isEqualTo("test.yaml:4:31, system property breakwater.mode");
    }

    @Test
    void the_policies_of_a_database_name_what_changed_them_too() {
        environment.put("BREAKWATER_DEFAULTS_JDBC_TIMEOUTS_QUERY", "3s");
        properties.put("breakwater.defaults.jdbc.bulkhead.max-concurrent-calls", "3");

        CallPolicy policy =
                good(load()).policyFor(Destination.ofDatabase("jdbc:h2:mem:x")).select("EXECUTE", "");

        assertThat(policy.timeouts().origin())
                .isEqualTo("environment variable BREAKWATER_DEFAULTS_JDBC_TIMEOUTS_QUERY");
        assertThat(policy.bulkhead().origin())
                .isEqualTo("system property breakwater.defaults.jdbc.bulkhead.max-concurrent-calls");
    }

    @ParameterizedTest
    @CsvSource({
        "breakwater.defaults.http.timeout.connect, 5s, 'defaults.http.timeout.connect: unknown key (expected: timeouts)'",
        "breakwater.defaults.http.timeouts.connect, 5, 'defaults.http.timeouts.connect: 5 (expected: a duration'",
        "breakwater.mode, off, 'mode: off (expected: disabled, observe or enforce)'",
        "breakwater.hosts.2.mode, enforce, 'hosts[2].mode: no entry 2 (expected: an index 0..1)'",
        "breakwater.hosts.a.mode, enforce, 'hosts.a.mode: no index'",
        "breakwater.hosts, enforce, 'hosts: no index'",
        "breakwater.defaults.http.timeouts, 5s, 'defaults.http.timeouts: a block of keys'",
        "breakwater.mode.x, 5s, 'mode.x: unknown key (expected: nothing below mode)'",
        "breakwater.defaults.http.timeouts.total, 1s, 'at most timeouts.total, 1s'"
    })
    void wrong_property_is_a_problem_that_names_it(String name, String value, String expected) {
        properties.put(name, value);
        properties.put("breakwater.defaults.http.timeouts.attempt", "3s");

        assertThat(problems(load()))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("system property ")
                .contains(expected);
    }

    @Test
    void wrong_variable_is_a_problem_that_names_it() {
        environment.put("BREAKWATER_DEFAULTS_HTTP_TIMEOUTS_CONECT", "5s");

        assertThat(problems(load()))
                .containsExactly("environment variable BREAKWATER_DEFAULTS_HTTP_TIMEOUTS_CONECT:"
                        + " defaults.http.timeouts.conect: unknown key (expected: connect). Did you mean connect?");
    }

    @Test
    void names_that_are_not_of_the_configuration_are_left_alone() {
        properties.put("breakwater.config", "/etc/breakwater.yaml");
        properties.put("breakwater.log.level", "debug");
        properties.put("breakwater.version", "0.1");
        environment.put("BREAKWATER_CONFIG", "/etc/breakwater.yaml");
        environment.put("BREAKWATER_VERSION", "0.1");
        environment.put("BREAKWATER_PORT_80_TCP", "tcp://10.0.0.1");
        environment.put("BREAKWATER_SERVICE_HOST", "10.0.0.1");

        LoadResult result = load();

        assertThat(problems(result)).isEmpty();
        assertThat(notices(result)).isEmpty();
    }

    @Test
    void property_that_is_nearly_of_the_configuration_gives_a_notice() {
        properties.put("breakwater.mdoe", "disabled");

        assertThat(notices(load())).hasSize(1).first().asString().contains("Did you mean breakwater.mode?");
    }

    @ParameterizedTest
    @CsvSource({"enable, enabled", "enabeld, enabled", "confg, config", "logs.level, log"})
    void property_that_is_nearly_one_of_the_agent_gives_a_notice(String name, String meant) {
        properties.put("breakwater." + name, "x");

        assertThat(notices(load())).hasSize(1).first().asString().endsWith("Did you mean breakwater." + meant + "?");
    }

    @Test
    void every_option_has_a_name_in_the_environment() {
        assertNames(ConfigOptions.root(), "");
    }

    private static void assertNames(ConfigBlock block, String prefix) {
        for (ConfigOption<?> option : block.options()) {
            List<String> path = new ArrayList<>();
            String name = prefix + option.key();
            boolean found = EnvironmentName.resolve(
                    ConfigOptions.root(), name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), path);

            assertThat(found).as(name).isTrue();
            assertThat(String.join(".", path)).isEqualTo(name);
        }
        for (ConfigBlock child : block.blocks()) {
            assertNames(child, prefix + child.key() + (child.isRepeated() ? ".0." : "."));
        }
    }

    private LoadResult load() {
        return ConfigText.load(Overrides.of(environment, properties), FILE);
    }
}
