package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.FailureClass;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.policy.BreakerPolicy;
import io.breakwater.engine.policy.BulkheadPolicy;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.policy.RetryPolicy;
import io.breakwater.engine.policy.TimeoutPolicy;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void without_a_file_everything_is_observed_with_the_engines_own_numbers() {
        CallPolicy policy = policy(Configuration.builtIn(), "any.example");

        RetryPolicy retry = RetryPolicy.builder().build();
        BreakerPolicy breaker = BreakerPolicy.builder().build();
        assertThat(policy.timeouts())
                .usingRecursiveComparison()
                .isEqualTo(TimeoutPolicy.builder()
                        .mode(Mode.OBSERVE)
                        .connectNanos(10 * SECOND)
                        .responseNanos(60 * SECOND)
                        .idleNanos(300 * SECOND)
                        .build());
        assertThat(policy.retry())
                .usingRecursiveComparison()
                .ignoringFields("mode")
                .isEqualTo(retry);
        assertThat(policy.breaker())
                .usingRecursiveComparison()
                .ignoringFields("mode")
                .isEqualTo(breaker);
        assertThat(policy.bulkhead())
                .usingRecursiveComparison()
                .isEqualTo(new BulkheadPolicy(Mode.OBSERVE, 256, 0, "built-in"));
        assertThat(policy.retry().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(policy.breaker().mode()).isEqualTo(Mode.OBSERVE);
        assertThat(Configuration.builtIn().maxDestinations()).isEqualTo(500);
        assertThat(Configuration.builtIn().idleDestinationNanos()).isEqualTo(1800 * SECOND);
    }

    @Test
    void no_file_and_a_minimal_file_mean_the_same() {
        Configuration none = good(ConfigurationLoader.load(null, Overrides.none()));
        Configuration minimal = good("version: 1");

        assertThat(policy(none, "a.example"))
                .usingRecursiveComparison()
                .isEqualTo(policy(minimal, "a.example"))
                .isEqualTo(policy(Configuration.builtIn(), "a.example"));
    }

    @Test
    void maps_merge_key_by_key_and_lists_replace() {
        Configuration configuration = good(
                "version: 1",
                "defaults:",
                "  http:",
                "    timeouts: {connect: 2s, attempt: 3s}",
                "    retry: {max-attempts: 4, retry-on: [reset, gateway-error], backoff: {initial: 10ms, max: 2s}}",
                "hosts:",
                "  - match: a.example",
                "    http:",
                "      timeouts: {total: 9s}",
                "      retry: {retry-on: [503], backoff: {initial: 20ms}}",
                "    routes:",
                "      - match: {path: /long}",
                "        http: {timeouts: {attempt: none, total: none}}");

        CallPolicy host = policy(configuration, "a.example");
        CallPolicy route = policy(configuration, "GET", "a.example", "/long");
        CallPolicy other = policy(configuration, "b.example");

        assertThat(host.timeouts().connectNanos()).isEqualTo(2 * SECOND);
        assertThat(host.timeouts().attemptNanos()).isEqualTo(3 * SECOND);
        assertThat(host.timeouts().totalNanos()).isEqualTo(9 * SECOND);
        assertThat(host.retry().maxAttempts()).isEqualTo(4);
        assertThat(host.retry().retryOn().contains(FailureClass.RESET)).isFalse();
        assertThat(host.retry().retryOn().matches(Outcome.ofStatus(503))).isTrue();
        assertThat(host.retry().retryOn().matches(Outcome.ofStatus(502))).isFalse();
        assertThat(host.retry().backoff().initialNanos()).isEqualTo(20_000_000);
        assertThat(host.retry().backoff().maxNanos()).isEqualTo(2 * SECOND);
        assertThat(route.timeouts().attemptNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(route.timeouts().totalNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(route.timeouts().connectNanos()).isEqualTo(2 * SECOND);
        assertThat(other.timeouts().totalNanos()).isEqualTo(TimeoutPolicy.NONE);
        assertThat(other.retry().retryOn().contains(FailureClass.RESET)).isTrue();
    }

    @Test
    void a_host_may_have_its_url_connections_retried() {
        Configuration configuration =
                good("version: 1", "hosts:", "  - {match: a.example, http: {retry: {url-connection: true}}}");

        assertThat(policy(configuration, "a.example").retry().urlConnection()).isTrue();
        assertThat(policy(configuration, "b.example").retry().urlConnection()).isFalse();
    }

    @Test
    void only_the_most_specific_host_applies() {
        Configuration configuration = good(
                "version: 1",
                "hosts:",
                "  - {match: \"*.example\", http: {timeouts: {connect: 1s}}}",
                "  - {match: a.example, http: {timeouts: {response: 2s}}}");

        assertThat(policy(configuration, "a.example").timeouts().connectNanos()).isEqualTo(10 * SECOND);
        assertThat(policy(configuration, "a.example").timeouts().responseNanos())
                .isEqualTo(2 * SECOND);
        assertThat(policy(configuration, "b.example").timeouts().connectNanos()).isEqualTo(SECOND);
    }

    @Test
    void first_matching_route_applies() {
        Configuration configuration = good(
                "version: 1",
                "hosts:",
                "  - match: a.example",
                "    routes:",
                "      - {match: {method: POST}, http: {retry: {max-attempts: 1}}}",
                "      - {match: {method: [GET, POST], path: /x}, http: {retry: {max-attempts: 5}}}",
                "      - {match: {path: \"/**\"}, http: {retry: {max-attempts: 3}}}");

        assertThat(policy(configuration, "POST", "a.example", "/x").retry().maxAttempts())
                .isEqualTo(1);
        assertThat(policy(configuration, "GET", "a.example", "/x").retry().maxAttempts())
                .isEqualTo(5);
        assertThat(policy(configuration, "PUT", "a.example", "/x").retry().maxAttempts())
                .isEqualTo(3);
    }

    @Test
    void route_keeps_its_own_state_only_for_the_blocks_that_it_sets() {
        Configuration configuration = good(
                "version: 1",
                "hosts:",
                "  - match: a.example",
                "    http: {bulkhead: {max-concurrent-calls: 7}}",
                "    routes:",
                "      - {match: {method: POST, path: /o}, http: {circuit-breaker: {consecutive-failures: 3}}}",
                "      - {match: {method: [GET, HEAD]}, http: {bulkhead: {max-concurrent-calls: 2}}}",
                "      - {match: {path: /t}, http: {timeouts: {total: 1s}}}");

        CallPolicy post = policy(configuration, "POST", "a.example", "/o");
        CallPolicy get = policy(configuration, "GET", "a.example", "/o");
        CallPolicy third = policy(configuration, "PUT", "a.example", "/t");

        assertThat(post.breakerScope()).isEqualTo("POST /o");
        assertThat(post.bulkheadScope()).isNull();
        assertThat(post.bulkhead().maxConcurrentCalls()).isEqualTo(7);
        assertThat(get.breakerScope()).isNull();
        assertThat(get.bulkheadScope()).isEqualTo("GET,HEAD /**");
        assertThat(third.breakerScope()).isNull();
        assertThat(third.bulkheadScope()).isNull();
    }

    @Test
    void policy_names_the_most_specific_block_that_made_it() {
        Configuration configuration = good(
                "version: 1",
                "defaults:",
                "  http:",
                "    retry: {max-attempts: 2}",
                "hosts:",
                "  - match: a.example",
                "    http:",
                "      retry: {max-attempts: 3}");

        assertThat(policy(configuration, "a.example").retry().origin()).isEqualTo("test.yaml:8:7");
        assertThat(policy(configuration, "b.example").retry().origin()).isEqualTo("test.yaml:4:5");
        assertThat(policy(configuration, "b.example").breaker().origin()).isEqualTo("built-in");
    }

    @Test
    void host_without_routes_gives_the_same_policy_for_every_call() {
        Configuration configuration = good("version: 1", "hosts: [{match: a.example, mode: enforce}]");

        assertThat(policy(configuration, "POST", "a.example", "/x")).isSameAs(policy(configuration, "a.example"));
        assertThat(policy(configuration, "b.example")).isSameAs(configuration.defaultPolicy());
    }

    @Test
    void several_hosts_may_share_one_block_by_an_alias() {
        Configuration configuration = good(
                "version: 1",
                "hosts:",
                "  - {match: a.example, http: &shared {timeouts: {connect: 3s}}}",
                "  - {match: b.example, http: *shared}");

        assertThat(policy(configuration, "b.example").timeouts().connectNanos()).isEqualTo(3 * SECOND);
    }

    @Test
    void only_an_exact_entry_names_a_destination() {
        Configuration configuration = good("version: 1", "hosts: [{match: a.example}, {match: \"*.example\"}]");

        assertThat(configuration
                        .policyFor(Destination.of("https", "a.example", 443))
                        .isNamed())
                .isTrue();
        assertThat(configuration
                        .policyFor(Destination.of("https", "b.example", 443))
                        .isNamed())
                .isFalse();
        assertThat(configuration
                        .policyFor(Destination.of("https", "c.test", 443))
                        .isNamed())
                .isFalse();
    }
}
