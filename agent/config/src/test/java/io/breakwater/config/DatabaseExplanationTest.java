package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseExplanationTest {
    private static final String ORDERS = "jdbc:postgresql://PG.example/orders?user=u&password=secret";

    private final Configuration configuration = good(
            "version: 1",
            "mode: enforce",
            "defaults: {jdbc: {circuit-breaker: {consecutive-failures: 3, failure-rate-threshold: none}}}",
            "hosts:",
            "  - match: \"jdbc:postgresql://pg.example/orders\"",
            "    jdbc:",
            "      timeouts: {query: 30s, login: 3s}",
            "      retry: {max-attempts: 3, statements: serialization-read}",
            "      bulkhead: {max-concurrent-calls: 5}",
            "  - match: \"jdbc:postgresql://pg.example\"",
            "    jdbc: {timeouts: {query: none, network-grace: none}, retry: {max-attempts: 1}, bulkhead: {mode: observe}}");

    @Test
    void every_value_names_its_line_and_the_url_is_in_normal_form() {
        Explanation explanation = configuration.explainDatabase("SELECT", ORDERS);

        assertThat(explanation.call()).isEqualTo("SELECT jdbc:postgresql://pg.example:5432/orders");
        assertThat(explanation.host())
                .isEqualTo("hosts[0] jdbc:postgresql://pg.example:5432/orders (test.yaml:5:5): exact database");
        assertThat(explanation.route()).isEqualTo("none");
        assertThat(explanation.settings())
                .extracting(row -> row.name() + " " + row.value() + " " + row.from())
                .contains(
                        "timeouts.query 30s test.yaml:7:25",
                        "timeouts.network-grace 5s built-in",
                        "retry.statements serialization-read test.yaml:8:44",
                        "retry.backoff.initial 100ms built-in",
                        "circuit-breaker.consecutive-failures 3 test.yaml:3:59",
                        "bulkhead.max-concurrent-calls 5 test.yaml:9:40")
                .noneMatch(row -> row.startsWith("timeouts.response"));
    }

    @Test
    void outlook_of_a_connection() {
        assertThat(configuration.explainDatabase("CONNECT", ORDERS).outlook())
                .containsExactly(
                        "timeouts: at most 3s to connect, 3s until the database has let us in (if the URL names one"
                                + " server).",
                        "retry: a failed CONNECT is retried up to 2 times, after connect-failure, server-shutdown.",
                        "circuit-breaker: calls are refused for 5s, or up to 20 % longer, once 3 calls in a row fail. Then"
                                + " for twice as long after each failed probe, up to 60s before a jitter of 20 %."
                                + " Connections and statements count together.",
                        "bulkhead: counts statements only.",
                        "deadline: a call that is made for a request ends when that request's deadline does, 20ms before it; with less than 10ms left then it is refused.");
    }

    @Test
    void outlook_of_a_pure_read() {
        assertThat(configuration.explainDatabase("SELECT", ORDERS).outlook())
                .contains(
                        "timeouts: at most 30s per statement; a connection that stays silent for 35s is given up.",
                        "retry: a failed SELECT is retried up to 2 times, after serialization-failure, outside a"
                                + " transaction only; a prepared one not if a parameter was a stream.",
                        "bulkhead: at most 5 calls at a time; one more is refused at once.");
    }

    /** Whatever the file says of retries. */
    @ParameterizedTest
    @ValueSource(strings = {ORDERS, "jdbc:postgresql://pg.example/stock", "jdbc:h2:mem:x"})
    void what_may_have_an_effect_is_never_retried(String url) {
        for (String operation : new String[] {"EXECUTE", "BATCH", "CALL"}) {
            assertThat(configuration.explainDatabase(operation, url).outlook())
                    .contains("retry: a failed " + operation + " is never retried, because it may have had an effect.");
        }
    }

    @Test
    void outlook_says_what_no_limit_means() {
        assertThat(configuration
                        .explainDatabase("SELECT", "jdbc:postgresql://pg.example/stock")
                        .outlook())
                .contains(
                        "timeouts: no limit is set.",
                        "retry: a failed SELECT is not retried (max-attempts is 1).",
                        "bulkhead: changes nothing; it counts what would have been: no limit is set.");
        assertThat(configuration.explainDatabase("SELECT", "jdbc:h2:mem:x").outlook())
                .contains(
                        "timeouts: no limit but the deadline of the request that the statement serves.",
                        "retry: a failed SELECT is not retried (statements is none).",
                        "bulkhead: no limit is set.");
    }

    @Test
    void unknown_database_gets_the_defaults() {
        assertThat(configuration.explainDatabase("CONNECT", "jdbc:h2:mem:x").host())
                .isEqualTo("no entry matches: defaults");
    }

    @Test
    void what_is_no_operation_or_no_url_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> configuration.explainDatabase("INSERT", ORDERS))
                .hasMessage("operation: INSERT (expected: one of CONNECT, SELECT, EXECUTE, BATCH, CALL)");
        assertThatThrownBy(() -> configuration.explainDatabase("SELECT", "jdbc:secret@x"))
                .hasMessageStartingWith("product: none")
                .hasMessageNotContaining("secret");
    }
}
