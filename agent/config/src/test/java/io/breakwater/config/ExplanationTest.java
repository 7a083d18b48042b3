package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private final Configuration configuration = good(
            "version: 1",
            "mode: enforce",
            "defaults: {http: {retry: {retry-on: [connect-failure, reset], max-attempts: 3}}}",
            "hosts:",
            "  - match: a.example",
            "    http: {timeouts: {connect: 1s}, circuit-breaker: {consecutive-failures: 3, max-open-duration: 5s}}",
            "    routes:",
            "      - {match: {path: \"/keyed/**\"}, http: {idempotency-key: {}, retry: {methods: [POST]}}}",
            "      - {match: {path: /quiet}, mode: observe, http: {retry: {max-attempts: 1}}}",
            "      - {match: {path: \"/paid/**\"}, http: {idempotency-key: {header: Payment-Key, accepted-by-server: true},"
                    + " retry: {methods: [POST]}}}");

    @Test
    void every_value_names_its_line() {
        Explanation explanation = explain("GET", "https://a.example/x");

        assertThat(explanation.host()).isEqualTo("hosts[0] a.example (test.yaml:5:5): exact name");
        assertThat(explanation.route()).isEqualTo("none of 3 matches: the entry's own settings");
        assertThat(row(explanation, "timeouts.connect")).isEqualTo("1s from test.yaml:6:32");
        assertThat(row(explanation, "retry.max-attempts")).isEqualTo("3 from test.yaml:3:77");
        assertThat(row(explanation, "bulkhead.max-wait")).isEqualTo("0ms from built-in");
    }

    @Test
    void neither_query_nor_user_nor_fragment_is_repeated() {
        Explanation explanation = explain("GET", "https://user:secret@a.example/x?token=secret#secret");

        assertThat(explanation.call()).isEqualTo("GET https://a.example:443/x");
    }

    @Test
    void outlook_says_what_is_retried_for_the_method() {
        assertThat(explain("GET", "https://a.example/").outlook().get(1))
                .isEqualTo("retry: a failed GET is retried up to 2 times, after connect-failure, reset."
                        + " One of HttpURLConnection is not (url-connection is false).");
        assertThat(explain("POST", "https://a.example/").outlook().get(1))
                .isEqualTo("retry: a failed POST is retried up to 2 times, after connect-failure. Nothing else, because"
                        + " POST is not among the methods that may be repeated after they may have reached the server."
                        + " One of HttpURLConnection is not (url-connection is false).");
    }

    @Test
    void outlook_says_how_long_the_breaker_stays_open() {
        assertThat(explain("GET", "https://b.example/").outlook().get(2))
                .isEqualTo(
                        "circuit-breaker: calls are refused for 5s, or up to 20 % longer, once 50% of at least 10"
                                + " calls in 10s fail. Then for twice as long after each failed probe, up to 60s before a jitter of 20 %.");
        assertThat(explain("GET", "https://a.example/").outlook().get(2))
                .endsWith(
                        "calls in a row fail. Then for as long again after each failed probe, with a jitter of 20 %.");
    }

    @Test
    void outlook_says_which_key_a_post_must_carry() {
        assertThat(explain("POST", "https://a.example/paid/1").outlook().get(1))
                .isEqualTo(
                        "retry: a failed POST that carries Payment-Key is retried up to 2 times, after connect-failure,"
                                + " reset. Without that header only after connect-failure. One of HttpURLConnection is not"
                                + " (url-connection is false).");
        assertThat(row(explain("POST", "https://a.example/paid/1"), "idempotency-key.header"))
                .startsWith("Payment-Key from test.yaml:10:");
    }

    @Test
    void outlook_says_that_nobody_accepts_the_key() {
        Explanation explanation = explain("POST", "https://a.example/keyed/1");

        assertThat(explanation.outlook().get(1))
                .contains("Nothing else, because POST needs a key, and nothing says that the server accepts one");
        assertThat(row(explanation, "retry.methods")).startsWith("[] from test.yaml:8:");
        assertThat(explanation.route())
                .isEqualTo("hosts[0].routes[0] * /keyed/** (test.yaml:8:9): the first that matches");
    }

    @Test
    void outlook_says_that_observing_changes_nothing() {
        assertThat(explain("GET", "https://a.example/quiet").outlook().get(1))
                .isEqualTo("retry: changes nothing; it counts what would have been: a failed GET is not retried"
                        + " (max-attempts is 1).");
    }

    @Test
    void each_route_says_whether_it_applies() {
        Configuration routes = good(
                "version: 1",
                "hosts:",
                "  - match: a.example",
                "    routes:",
                "      - match: {method: POST, path: /x}",
                "      - match: {path: /y}",
                "      - match: {path: /x}",
                "      - match: {path: \"/**\"}");

        assertThat(shown(routes.explain("GET", URI.create("http://a.example/x")).routes()))
                .containsExactly(
                        "hosts[0].routes[0] POST /x: another method from test.yaml:5:9",
                        "hosts[0].routes[1] * /y: another path from test.yaml:6:9",
                        "hosts[0].routes[2] * /x: applies from test.yaml:7:9",
                        "hosts[0].routes[3] * /**: matches, and comes too late from test.yaml:8:9");
    }

    @Test
    void what_holds_for_the_process_names_its_lines_too() {
        Configuration process = good(
                "version: 1",
                "metrics: {prometheus-port: 9464}",
                "inbound:",
                "  - {match: {path: \"/v1/**\"}, deadline: 2s}");

        assertThat(shown(process.explainDatabase("CONNECT", "jdbc:h2:mem:x").process()))
                .containsExactly(
                        "mode: observe from built-in",
                        "tracing: interventions from built-in",
                        "metrics.prometheus-port: 9464 from test.yaml:2:28",
                        "metrics.jmx: true from built-in",
                        "page.port: none from built-in",
                        "page.token: none from built-in",
                        "observe.record: observed from built-in",
                        "observe.report-file: none from built-in",
                        "observe.report-every: 5m from built-in",
                        "limits.max-hosts: 500 from built-in",
                        "limits.host-idle: 30m from built-in",
                        "inbound[0] * /v1/**: 2s from test.yaml:4:41");
    }

    /** Whatever the catalogue has, but for what an entry of a list says, is shown for one of the two kinds of calls. */
    @Test
    void every_key_of_the_catalogue_is_shown() {
        List<String> names = new ArrayList<>();
        for (Explanation explanation : Arrays.asList(
                explain("GET", "https://a.example/"), configuration.explainDatabase("SELECT", "jdbc:h2:mem:x"))) {
            for (Explanation.Row row : explanation.settings()) {
                names.add(row.name());
            }
            for (Explanation.Row row : explanation.modes()) {
                names.add(row.name() + ".mode");
            }
            for (Explanation.Row row : explanation.process()) {
                names.add(row.name());
            }
        }
        names.add("version");

        assertThat(names).containsAll(keys(ConfigOptions.root(), ""));
    }

    private static List<String> keys(ConfigBlock block, String path) {
        List<String> keys = new ArrayList<>();
        for (ConfigOption<?> option : block.options()) {
            keys.add(path + option.key());
        }
        for (ConfigBlock child : block.blocks()) {
            boolean level = child == ConfigOptions.DEFAULTS || child == HttpOptions.HTTP || child == JdbcOptions.JDBC;
            if (!child.isRepeated()) {
                keys.addAll(keys(child, level ? path : path + child.key() + "."));
            }
        }
        return keys;
    }

    private static List<String> shown(List<Explanation.Row> rows) {
        List<String> shown = new ArrayList<>();
        for (Explanation.Row row : rows) {
            shown.add(row.name() + ": " + row.value() + " from " + row.from());
        }
        return shown;
    }

    @Test
    void unknown_host_gets_the_defaults() {
        assertThat(explain("GET", "http://b.example").host()).isEqualTo("no entry matches: defaults");
    }

    @Test
    void url_without_scheme_or_host_is_refused_without_being_repeated() {
        assertThatThrownBy(() -> explain("GET", "secret"))
                .hasMessageStartingWith("scheme: none")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> explain("GET", "https:///secret"))
                .hasMessageStartingWith("host: none")
                .hasMessageNotContaining("secret");
    }

    private Explanation explain(String method, String url) {
        return configuration.explain(method, URI.create(url));
    }

    private static String row(Explanation explanation, String name) {
        for (Explanation.Row row : explanation.settings()) {
            if (row.name().equals(name)) {
                return row.value() + " from " + row.from();
            }
        }
        throw new AssertionError("no row " + name);
    }
}
