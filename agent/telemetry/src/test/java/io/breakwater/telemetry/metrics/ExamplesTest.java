package io.breakwater.telemetry.metrics;

import static io.breakwater.telemetry.metrics.Traffic.INVENTORY;
import static io.breakwater.telemetry.metrics.Traffic.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Outcome;
import io.breakwater.engine.event.InterventionKind;
import io.breakwater.telemetry.metrics.prometheus.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The dashboard, the alert rules and the page in the documentation know the metrics that there are, and no others. */
class ExamplesTest {
    private static final Path REPOSITORY = Paths.get("..", "..");
    private static final Path DASHBOARD = REPOSITORY.resolve("config-examples/grafana/breakwater.json");
    private static final Path ALERTS = REPOSITORY.resolve("config-examples/prometheus/breakwater-alerts.yaml");
    private static final Path PAGE = REPOSITORY.resolve("docs/metrics.md");

    private static final Pattern NAME = Pattern.compile("\\b(?:http_client|db_client|breakwater)_[a-z_]+");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|=)\"([^\"]*)\"");
    private static final Pattern SELECTOR =
            Pattern.compile("((?:http_client|db_client|breakwater)_[a-z_]+)\\{([^}]*)}");

    /** Everything that the agent can export, with a value. */
    private static String exported() {
        Traffic traffic = new Traffic();
        traffic.guard(INVENTORY);
        traffic.call(INVENTORY, "GET", Outcome.ofStatus(200)).call(ORDERS, "SELECT", Outcome.SUCCESS);
        for (InterventionKind kind : InterventionKind.values()) {
            traffic.intervention(INVENTORY, kind, true).intervention(INVENTORY, kind, false);
        }
        return TextFormat.PROMETHEUS.write(traffic.metrics.read());
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The values of a key, wherever it stands. */
    private static void collect(Object node, String key, List<String> found) {
        if (node instanceof Map) {
            ((Map<?, ?>) node).forEach((name, value) -> {
                if (name.equals(key)) {
                    found.add(String.valueOf(value));
                }
                collect(value, key, found);
            });
        } else if (node instanceof List) {
            ((List<?>) node).forEach(each -> collect(each, key, found));
        }
    }

    private static List<String> expressions(Path file) throws IOException {
        Object content = new Yaml().load(read(file));
        List<String> found = new ArrayList<>();
        collect(content, "expr", found);
        collect(content, "definition", found);
        return found;
    }

    private static Set<String> namesIn(Iterable<String> expressions) {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions) {
            Matcher matcher = NAME.matcher(expression);
            while (matcher.find()) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    @Test
    void every_name_in_the_dashboard_is_exported() throws IOException {
        assertAllExported(DASHBOARD, 14);
    }

    @Test
    void every_name_in_the_alert_rules_is_exported() throws IOException {
        assertAllExported(ALERTS, 9);
    }

    private static void assertAllExported(Path file, int atLeast) throws IOException {
        String exported = exported();

        assertThat(namesIn(expressions(file)))
                .hasSizeGreaterThanOrEqualTo(atLeast)
                .allSatisfy(name -> assertThat(exported).containsPattern("(?m)^" + name + "[{ ]"));
    }

    @Test
    void every_label_and_every_value_in_the_dashboard_and_the_rules_is_exported() throws IOException {
        String exported = exported();
        List<String> expressions = new ArrayList<>(expressions(DASHBOARD));
        expressions.addAll(expressions(ALERTS));
        int checked = 0;
        for (String expression : expressions) {
            Matcher selector = SELECTOR.matcher(expression);
            while (selector.find()) {
                Matcher matcher = MATCHER.matcher(selector.group(2));
                while (matcher.find()) {
                    String label = matcher.group(1);
                    if (!label.equals("job") && !label.equals("instance")) {
                        String value = matcher.group(2).equals("=") ? Pattern.quote(matcher.group(3)) : "[^\"]*";
                        assertThat(exported)
                                .as(expression)
                                .containsPattern(
                                        "(?m)^" + selector.group(1) + "\\{(.*,)?" + label + "=\"" + value + "\"");
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(20);
    }

    @Test
    void the_dashboard_is_json() throws IOException {
        String json = read(DASHBOARD);

        assertThat(new JsonReader(json).isOneValue()).isTrue();
        assertThat(new JsonReader(json.replaceFirst(",", "")).isOneValue()).isFalse();
    }

    @Test
    void every_alert_says_what_is_the_matter_and_what_to_do() throws IOException {
        List<String> alerts = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        List<String> descriptions = new ArrayList<>();
        Object rules = new Yaml().load(read(ALERTS));
        collect(rules, "alert", alerts);
        collect(rules, "summary", summaries);
        collect(rules, "description", descriptions);

        assertThat(alerts).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        assertThat(summaries).hasSameSizeAs(alerts);
        assertThat(descriptions).hasSameSizeAs(alerts);
    }

    @Test
    void the_page_has_every_metric_with_its_labels_and_no_other() throws IOException {
        String page = read(PAGE);
        Set<String> known = new TreeSet<>();
        for (Metric metric : Metric.values()) {
            String labels = String.join("`, `", metric.labels());
            assertThat(page)
                    .contains("| `" + metric.text() + "` | " + (labels.isEmpty() ? "" : "`" + labels + "` ") + "|");
            known.add(metric.text());
        }

        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
            if (line.startsWith("| `http_client")
                    || line.startsWith("| `db_client")
                    || line.startsWith("| `breakwater")) {
                rows.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void the_page_knows_every_kind_of_intervention() throws IOException {
        String page = read(PAGE);

        for (InterventionKind kind : InterventionKind.values()) {
            assertThat(page).contains("`" + kind.word() + "`");
        }
    }
}
