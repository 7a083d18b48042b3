package io.breakwater.config;

import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeyTest {

    @Test
    void misspelling_of_any_key_names_that_key() {
        List<String> wrong = new ArrayList<>();

        collectWrongHints(ConfigOptions.root(), wrong);

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_key_in_the_plural_is_not_taken_for_the_key_of_another_block() {
        assertThat(problems(load("version: 1", "inbound: [{match: {methods: GET, path: /x}, deadline: 5s}]")))
                .singleElement()
                .asString()
                .endsWith("inbound[0].match.methods: unknown key (expected: method). Did you mean method?");
    }

    @Test
    void any_port_of_the_metrics_is_that_of_prometheus() {
        assertThat(problems(load("version: 1", "metrics: {port: 9464}")))
                .singleElement()
                .asString()
                .endsWith("metrics.port: unknown key (expected: prometheus-port). Did you mean prometheus-port?");
    }

    private static void collectWrongHints(ConfigBlock block, List<String> wrong) {
        for (String key : block.keys()) {
            String swapped = key.substring(0, 1) + key.charAt(2) + key.charAt(1) + key.substring(3);
            String shorter = key.substring(0, key.length() - 1);
            for (String misspelt : new String[] {swapped, shorter, key + "x", "x" + key}) {
                boolean isKey = block.keys().contains(misspelt) || misspelt.equals("method");
                String[] answer = UnknownKey.answer(block, misspelt);
                if (!isKey && !answer[0].equals(key)) {
                    wrong.add(block + ": " + misspelt + " gives " + answer[0] + " | " + answer[1]);
                }
            }
        }
        for (ConfigBlock child : block.blocks()) {
            collectWrongHints(child, wrong);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{timeouts: {max-attempts: 3}}', The key max-attempts belongs to http.retry",
        "'{retry: {connect: 3s}}', The key connect belongs to http.timeouts",
        "'{retry: {minimumCalls: 3}}', The key minimum-calls belongs to http.circuit-breaker",
        "'{retry: {minimum-clals: 3}}', 'Did you mean minimum-calls, which belongs to http.circuit-breaker?'",
        "'{max_attempts: 3}', The key max-attempts belongs to http.retry",
        "'{retry: {maxAttempts: 3}}', Did you mean max-attempts?",
        "'{retry: {max-retries: 3}}', 'Did you mean max-attempts, the first one included?'",
        "'{retries: 3}', Did you mean retry?",
        "'{hosts: []}', The key hosts belongs to the top level",
        "'{rate-limit: {}}', This version does not support rate-limit yet",
        "'{query: 3s}', The key query belongs to jdbc.timeouts",
        "'{retry: {statements: none}}', The key statements belongs to jdbc.retry"
    })
    void key_in_the_wrong_block_names_its_own(String http, String hint) {
        assertThat(problems(load("version: 1", "defaults: {http: " + http + "}")))
                .hasSize(1)
                .first()
                .asString()
                .contains(hint);
    }

    @ParameterizedTest
    @CsvSource({
        "'{timeouts: {response: 3s}}', The key response belongs to http.timeouts",
        "'{timeouts: {max-attempts: 3}}', The key max-attempts belongs to jdbc.retry",
        "'{retry: {retry-on: [reset]}}', The key retry-on belongs to http.retry",
        "'{retry: {minimumCalls: 3}}', The key minimum-calls belongs to jdbc.circuit-breaker",
        "'{timeouts: {qurey: 3s}}', Did you mean query?",
        "'{timeouts: {login-timeout: 3s}}', Did you mean login?",
        "'{timeouts: {loginTimeout: 3s}}', Did you mean login?",
        "'{timeouts: {query-timeout: 3s}}', Did you mean query?",
        "'{timeouts: {statement: 3s}}', Did you mean query?",
        "'{timeouts: {connection-timeout: 3s}}', Did you mean connect?",
        "'{timeouts: {socket: 3s}}', 'Did you mean network-grace, how much longer than query a connection may be silent?'",
        "'{timeouts: {read: 3s}}', 'Did you mean network-grace, how much longer than query a connection may be silent?'",
        "'{timeouts: {socketTimeout: 3s}}', 'Did you mean network-grace, how much longer than query'",
        "'{circuit-breaker: {fial-on: [connection-lost]}}', Did you mean fail-on?",
        "'{hedge: {}}', This version does not support hedge yet"
    })
    void key_of_a_database_in_the_wrong_block_names_its_own(String jdbc, String hint) {
        assertThat(problems(load("version: 1", "defaults: {jdbc: " + jdbc + "}")))
                .hasSize(1)
                .first()
                .asString()
                .contains(hint);
    }

    @Test
    void blocks_without_effect_are_checked_all_the_same() {
        assertThat(problems(load(
                        "version: 1",
                        "deadline: {max: 5, trusted-hosts: [\"*a\"]}",
                        "defaults:",
                        "  http: {idempotency-key: {headr: X}}")))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("Did you mean header?"));
    }
}
