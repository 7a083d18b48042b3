package io.breakwater.config;

import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {

    /** Trap 43: a window must hold two attempts, or failures land in the next one. */
    @Test
    void trap_43_window_shorter_than_two_attempt_timeouts_is_refused() {
        assertThat(problems(defaults("{timeouts: {attempt: 2s}, circuit-breaker: {sliding-window: 3999ms}}")))
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "test.yaml:2:78: defaults.http.circuit-breaker.sliding-window: 3999ms (expected: at least two"
                                + " attempts, 2s (test.yaml:2:39))");
        assertThat(problems(defaults("{timeouts: {attempt: 2s}, circuit-breaker: {sliding-window: 4s}}")))
                .isEmpty();
    }

    @Test
    void two_of_ours_cannot_listen_on_one_port() {
        assertThat(problems(load("version: 1", "metrics: {prometheus-port: 9464}", "page: {port: 9464}")))
                .containsExactly("test.yaml:3:14: page.port: 9464 (expected: another one than metrics.prometheus-port,"
                        + " 9464 (test.yaml:2:28)). Only one of them can listen there; write another free port");
        assertThat(problems(load("version: 1", "metrics: {prometheus-port: 9464}", "page: {port: 9465}")))
                .isEmpty();
        assertThat(problems(load("version: 1", "metrics: {prometheus-port: none}", "page: {port: none}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{timeouts: {attempt: 20s}, circuit-breaker: {mode: disabled}}",
                "{timeouts: {attempt: 20s, mode: disabled}}",
                "{timeouts: {attempt: 20s}, circuit-breaker: {sliding-window: 50 calls}}",
                "{timeouts: {attempt: 20s}, circuit-breaker: {failure-rate-threshold: none, consecutive-failures: 3}}",
                "{timeouts: {total: 5s}}",
                "{timeouts: {attempt: 2s, total: 2s}}",
                "{circuit-breaker: {sliding-window: 5 calls, minimum-calls: 5}}",
                "{circuit-breaker: {open-duration: 2m, mode: disabled}}"
            })
    void numbers_that_never_meet_do_not_contradict(String http) {
        assertThat(problems(defaults(http))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{timeouts: {attempt: 3s, total: 2s}}",
                "{timeouts: {connect: 3s, attempt: 2s}}",
                "{timeouts: {response: 3s, total: 2s}}",
                "{timeouts: {total: 2s}, bulkhead: {max-wait: 3s}}",
                "{retry: {backoff: {initial: 2s}}}",
                "{retry: {mode: disabled, backoff: {initial: 2s}}}",
                "{circuit-breaker: {open-duration: 2m}}",
                "{circuit-breaker: {slow-call-rate-threshold: 5%}}",
                "{circuit-breaker: {sliding-window: 5 calls}}",
                "{circuit-breaker: {minimum-calls: 200, sliding-window: 100 calls}}"
            })
    void numbers_that_cannot_both_hold_are_one_problem(String http) {
        assertThat(problems(defaults(http))).hasSize(1);
    }

    @Test
    void contradiction_between_levels_is_reported_once_where_the_later_level_caused_it() {
        assertThat(problems(load(
                        "version: 1",
                        "defaults: {http: {timeouts: {attempt: 4s}}}",
                        "hosts:",
                        "  - match: a.example",
                        "    http: {timeouts: {total: 3s}}",
                        "    routes: [{match: {path: /x}, http: {retry: {max-attempts: 1}}}]")))
                .containsExactly("test.yaml:5:30: hosts[0].http.timeouts.total: 3s (expected: at least attempt, 4s"
                        + " (test.yaml:2:39)). Lower attempt or raise total");
    }

    private static LoadResult defaults(String http) {
        return load("version: 1", "defaults: {http: " + http + "}");
    }
}
