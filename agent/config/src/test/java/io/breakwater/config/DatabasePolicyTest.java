package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.notices;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.BackoffPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.DestinationPolicy;
import io.breakwater.engine.policy.FailureMatcher;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.TimeoutPolicy;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the blocks {@code jdbc} come to. */
class DatabasePolicyTest {
    private static final String ORDERS = "jdbc:postgresql://pg.example/orders";
    private static final String[] FILE = {
        "version: 1",
        "mode: observe",
        "defaults:",
        "  http: {timeouts: {connect: 1s}, retry: {max-attempts: 7}, circuit-breaker: {consecutive-failures: 7}}",
        "  jdbc: {timeouts: {connect: 2s}, circuit-breaker: {consecutive-failures: 9}}",
        "hosts:",
        "  - {match: \"*\", mode: disabled}",
        "  - {match: \"pg.example\", mode: disabled}",
        "  - match: \"jdbc:postgresql://PG.example:5432/orders\"",
        "    mode: enforce",
        "    jdbc:",
        "      timeouts: {login: 4s, query: 30s, network-grace: 3s, apply: cap}",
        "      retry: {max-attempts: 3, statements: serialization-read, backoff: {initial: 7ms}, budget: {percent: 5%}}",
        "      circuit-breaker: {open-duration: 2s, sliding-window: 60s, fail-on: [connection-lost, attempt-timeout]}",
        "      bulkhead: {max-concurrent-calls: 12, max-wait: 20ms}",
        "  - {match: \"jdbc:postgresql://pg.example\", jdbc: {retry: {max-attempts: 1}}}",
        "  - {match: \"jdbc:h2:\", mode: disabled}"
    };

    @Test
    void everything_is_observed_and_nothing_limited_for_long_without_a_file() {
        DestinationPolicy policy = Configuration.builtIn().policyFor(Destination.ofDatabase(ORDERS));
        CallPolicy connect = policy.select("CONNECT", "");
        CallPolicy select = policy.select("SELECT", "");

        assertThat(connect.timeouts().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(connect.timeouts().apply()).isEqualTo(TimeoutPolicy.Apply.FILL);
        assertThat(connect.timeouts().connectNanos()).isEqualTo(seconds(10));
        assertThat(connect.timeouts().attemptNanos()).isEqualTo(seconds(10));
        assertThat(connect.retry().maxAttempts()).isEqualTo(2);
        assertThat(connect.retry().backoff().initialNanos()).isEqualTo(100_000_000L);
        assertThat(connect.retry().backoff().jitter()).isEqualTo(BackoffPolicy.Jitter.FULL);
        assertThat(select.timeouts().attemptNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(select.timeouts().graceNanos()).isEqualTo(seconds(5));
        assertThat(select.timeouts().totalNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(select.retry().maxAttempts()).isEqualTo(1);
        assertThat(select.breaker().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(select.breaker().failOn())
                .isEqualTo(FailureMatcher.of(
                        FailureClass.CONNECTION_LOST, FailureClass.CONNECT_FAILURE, FailureClass.SERVER_SHUTDOWN));
        assertThat(select.bulkhead().mode()).isEqualTo(Mode.DISABLED);
    }

    @Test
    void getting_a_connection_is_repeated_when_nothing_was_executed() {
        CallPolicy connect = policy(ORDERS, "CONNECT");

        assertThat(connect.timeouts().connectNanos()).isEqualTo(seconds(2));
        assertThat(connect.timeouts().attemptNanos()).isEqualTo(seconds(4));
        assertThat(connect.timeouts().apply()).isEqualTo(TimeoutPolicy.Apply.CAP);
        assertThat(connect.retry().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(connect.retry().maxAttempts()).isEqualTo(3);
        assertThat(connect.retry().backoff().initialNanos()).isEqualTo(7_000_000L);
        assertThat(connect.retry().budget().percent()).isEqualTo(5);
        assertThat(connect.retry().retryOn())
                .isEqualTo(FailureMatcher.of(FailureClass.CONNECT_FAILURE, FailureClass.SERVER_SHUTDOWN));
        assertThat(connect.retry().methods()).containsExactly("CONNECT");
        assertThat(connect.retry().origin()).endsWith("test.yaml:13:7");
    }

    @Test
    void a_pure_read_alone_is_repeated_and_only_where_the_file_asks_for_it() {
        CallPolicy select = policy(ORDERS, "SELECT");

        assertThat(select.retry().maxAttempts()).isEqualTo(3);
        assertThat(select.retry().retryOn()).isEqualTo(FailureMatcher.of(FailureClass.SERIALIZATION_FAILURE));
        assertThat(select.retry().methods()).containsExactly("SELECT");
        assertThat(policy("jdbc:mysql://db/x", "SELECT").retry().maxAttempts()).isEqualTo(1);
        assertThat(select.timeouts().attemptNanos()).isEqualTo(seconds(30));
        assertThat(select.timeouts().connectNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(select.timeouts().graceNanos()).isEqualTo(seconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT", "EXECUTE", "BATCH", "CALL"})
    void statements_of_all_kinds_have_one_policy(String operation) {
        DestinationPolicy policy = good(FILE).policyFor(Destination.ofDatabase(ORDERS));

        assertThat(policy.select(operation, "")).isSameAs(policy.select("SELECT", ""));
    }

    @Test
    void connections_and_statements_share_the_breaker_and_statements_alone_fill_the_bulkhead() {
        CallPolicy connect = policy(ORDERS, "CONNECT");
        CallPolicy select = policy(ORDERS, "SELECT");

        assertThat(select.breakerScope()).isNull();
        assertThat(connect.breakerScope()).isNull();
        assertThat(select.breaker().consecutiveFailures()).isEqualTo(9);
        assertThat(select.breaker().openNanos()).isEqualTo(seconds(2));
        assertThat(select.breaker().failOn())
                .isEqualTo(FailureMatcher.of(FailureClass.CONNECTION_LOST, FailureClass.ATTEMPT_TIMEOUT));
        assertThat(select.bulkhead().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(select.bulkhead().maxConcurrentCalls()).isEqualTo(12);
        assertThat(select.bulkhead().maxWaitNanos()).isEqualTo(20_000_000L);
        assertThat(select.bulkheadScope()).isNull();
        assertThat(connect.bulkhead().mode()).isEqualTo(Mode.DISABLED);
        assertThat(connect.bulkheadScope()).isNotNull();
    }

    @Test
    void http_and_jdbc_have_values_of_their_own() {
        Configuration configuration = good(FILE);

        assertThat(configuration.defaultPolicy().timeouts().connectNanos()).isEqualTo(seconds(1));
        assertThat(configuration.defaultPolicy().breaker().consecutiveFailures())
                .isEqualTo(7);
        assertThat(policy("jdbc:mysql://db/x", "CONNECT").retry().maxAttempts()).isEqualTo(2);
        assertThat(policy("jdbc:mysql://db/x", "CONNECT").breaker().consecutiveFailures())
                .isEqualTo(9);
    }

    @Test
    void entries_for_hosts_do_not_apply_to_databases() {
        assertThat(policy("jdbc:postgresql://pg.example/x", "CONNECT").retry().maxAttempts())
                .isEqualTo(1);
        assertThat(policy("jdbc:mysql://pg.example/x", "CONNECT").timeouts().mode())
                .isEqualTo(Mode.OBSERVE);
        assertThat(policy("jdbc:h2:mem:x", "CONNECT").isDisabled()).isTrue();
        assertThat(policy("jdbc:h2:mem:x", "EXECUTE").isDisabled()).isTrue();
    }

    @Test
    void a_database_that_an_entry_names_is_named() {
        Configuration configuration = good(FILE);

        assertThat(configuration.policyFor(Destination.ofDatabase(ORDERS)).isNamed())
                .isTrue();
        assertThat(configuration
                        .policyFor(Destination.ofDatabase("jdbc:h2:mem:x"))
                        .isNamed())
                .isFalse();
        assertThat(configuration
                        .policyFor(Destination.ofDatabase("jdbc:mysql://db/x"))
                        .isNamed())
                .isFalse();
    }

    @Test
    void a_query_that_the_deadline_alone_limits_has_no_limit_of_its_own() {
        LoadResult result = load(
                "version: 1",
                "defaults: {jdbc: {timeouts: {query: deadline}}}",
                "hosts:",
                "  - {match: \"jdbc:h2:mem:x\", jdbc: {timeouts: {query: deadline, network-grace: none}}}");

        CallPolicy policy =
                good(result).policyFor(Destination.ofDatabase("jdbc:h2:mem:x")).select("SELECT", "");

        assertThat(policy.timeouts().attemptNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(policy.timeouts().graceNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(notices(result)).isEmpty();
    }

    @Test
    void nothing_is_said_to_be_without_effect_that_has_one() {
        assertThat(notices(load(FILE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{timeouts: {query: 20s}}",
                "{timeouts: {query: deadline}, circuit-breaker: {fail-on: [attempt-timeout]}}",
                "{timeouts: {query: 5s}, circuit-breaker: {fail-on: [attempt-timeout]}}",
                "{timeouts: {query: 6s, mode: disabled}, circuit-breaker: {fail-on: [attempt-timeout]}}",
                "{timeouts: {connect: 20s}}",
                "{bulkhead: {max-wait: 3s}}"
            })
    void numbers_that_never_meet_do_not_contradict(String jdbc) {
        assertThat(problems(defaults(jdbc))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{timeouts: {query: 6s}, circuit-breaker: {fail-on: [attempt-timeout]}}",
                "{timeouts: {connect: 3s, login: 2s}}",
                "{retry: {backoff: {initial: 2s}}}",
                "{circuit-breaker: {open-duration: 2m}}",
                "{circuit-breaker: {minimum-calls: 200, sliding-window: 100 calls}}"
            })
    void numbers_that_cannot_both_hold_are_one_problem(String jdbc) {
        assertThat(problems(defaults(jdbc))).hasSize(1);
        assertThat(problems(load("version: 1", "hosts: [{match: \"jdbc:h2:mem:x\", jdbc: " + jdbc + "}]")))
                .hasSize(1);
    }

    @Test
    void every_key_can_be_overridden() {
        Overrides overrides = Overrides.of(
                Collections.singletonMap("BREAKWATER_DEFAULTS_JDBC_TIMEOUTS_NETWORK_GRACE", "1s"),
                Collections.singletonMap("breakwater.hosts.2.jdbc.circuit-breaker.fail-on", "connect-failure"));

        Configuration configuration = good(load(overrides, FILE));

        assertThat(configuration
                        .policyFor(Destination.ofDatabase("jdbc:mysql://db/x"))
                        .select("EXECUTE", "")
                        .timeouts()
                        .graceNanos())
                .isEqualTo(seconds(1));
        assertThat(configuration
                        .policyFor(Destination.ofDatabase(ORDERS))
                        .select("EXECUTE", "")
                        .breaker()
                        .failOn())
                .isEqualTo(FailureMatcher.of(FailureClass.CONNECT_FAILURE));
    }

    @Test
    void override_of_the_file_mode_is_the_most_that_any_policy_does() {
        Overrides overrides =
                Overrides.of(Collections.emptyMap(), Collections.singletonMap("breakwater.mode", "disabled"));

        DestinationPolicy policy = good(load(overrides, FILE)).policyFor(Destination.ofDatabase(ORDERS));

        assertThat(policy.select("CONNECT", "").isDisabled()).isTrue();
        assertThat(policy.select("SELECT", "").isDisabled()).isTrue();
    }

    private static LoadResult defaults(String jdbc) {
        return load("version: 1", "defaults: {jdbc: " + jdbc + "}");
    }

    private static CallPolicy policy(String url, String operation) {
        return good(FILE).policyFor(Destination.ofDatabase(url)).select(operation, "");
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
