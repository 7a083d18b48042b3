package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.breakwater.config.Configuration;
import io.breakwater.engine.policy.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The commands that look at files, with every example. */
class ExamplesTest {
    private static final Path EXAMPLES = Paths.get("../../config-examples");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void check_finds_nothing_in_an_example(Path file) {
        assertThat(run("check", file.toString())).isZero();
        assertThat(out.toString()).matches("\\S+ *: good \\(\\d+ host entr(y|ies)\\)\\R");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void explain_explains_an_example(Path file) {
        for (String[] call : new String[][] {
            {"GET", "https://stock.corp.example/v1/x"},
            {"POST", "https://api.payments.example/v1/charges"},
            {"CONNECT", "jdbc:postgresql://pg.corp.example/orders"},
            {"EXECUTE", "jdbc:mariadb://maria.corp.example/stock"}
        }) {
            assertThat(run("explain", "--all", file.toString(), call[0], call[1]))
                    .isZero();
            assertThat(run("explain", "--json", file.toString(), call[0], call[1]))
                    .isZero();
        }
        assertThat(err.toString()).isEmpty();
    }

    /** The line named is in the file, and the value stands there. */
    @Test
    void json_has_each_value_with_its_line() throws IOException {
        Path file = EXAMPLES.resolve("payment-api.yaml");
        assertThat(run("explain", "--json", file.toString(), "POST", "https://api.payments.example/v1/charges"))
                .isZero();

        JsonObject json = JsonParser.parseString(out.toString()).getAsJsonObject();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        int written = 0;
        for (String part : new String[] {"modes", "settings", "routes", "process"}) {
            JsonArray rows = json.getAsJsonArray(part);
            assertThat(rows).as(part).isNotEmpty();
            for (int i = 0; i < rows.size(); i++) {
                JsonObject row = rows.get(i).getAsJsonObject();
                String[] from = row.get("from").getAsString().split(":", -1);
                if (from[0].equals("payment-api.yaml") && !part.equals("routes")) {
                    String line = lines.get(Integer.parseInt(from[1]) - 1);
                    assertThat(line.substring(Integer.parseInt(from[2]) - 1))
                            .startsWith(row.get("value").getAsString());
                    written++;
                }
            }
        }
        assertThat(written).isGreaterThan(15);
        assertThat(json.get("call").getAsString()).isEqualTo("POST https://api.payments.example:443/v1/charges");
        assertThat(json.getAsJsonArray("outlook").toString()).contains("a failed POST that carries Idempotency-Key");
    }

    @Test
    void explain_shows_routes_and_process_on_request_only() {
        String file = EXAMPLES.resolve("full.yaml").toString();
        String url = "https://inventory.corp.example:8443/v1/export/7";

        assertThat(run("explain", file, "GET", url)).isZero();
        assertThat(out.toString()).doesNotContain("limits.max-hosts");

        assertThat(run("explain", "--all", file, "GET", url)).isZero();
        assertThat(out.toString())
                .containsPattern("hosts\\[0]\\.routes\\[0] POST /v1/orders +another path")
                .containsPattern("hosts\\[0]\\.routes\\[1] \\* /v1/export/\\*\\* +applies")
                .containsPattern("limits\\.max-hosts +500 +full\\.yaml:12:21");
        assertThat(out.toString().split("\\R")).allMatch(line -> line.length() <= 120);
    }

    @ParameterizedTest
    @CsvSource({"breakwater.defaults.http.timeouts.connect", "defaults.http.timeouts.connect"})
    void explain_takes_a_property_as_the_process_would(String name) {
        assertThat(run(
                        "explain",
                        "-D" + name + "=3s",
                        EXAMPLES.resolve("minimal.yaml").toString(),
                        "GET",
                        "http://a.example/"))
                .isZero();
        assertThat(out.toString())
                .containsPattern(
                        "timeouts\\.connect +3s +system property breakwater\\.defaults\\.http\\.timeouts\\.connect");
    }

    @Test
    void check_refuses_a_property_that_the_process_would_refuse() {
        String file = EXAMPLES.resolve("minimal.yaml").toString();

        assertThat(run("check", "-Dmode=off", file)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("system property breakwater.mode: mode: off (expected: disabled, observe or enforce)");
    }

    @Test
    void a_property_without_a_value_is_wrong_usage() {
        String file = EXAMPLES.resolve("minimal.yaml").toString();

        assertThat(run("check", "-Dmode", file)).isEqualTo(2);
        assertThat(err.toString()).contains("-D").contains(" --help");
    }

    @Test
    void the_environment_has_a_say_on_request_only() {
        Map<String, String> environment = Collections.singletonMap("BREAKWATER_MODE", "disabled");

        assertThat(modeOf(environment)).hasToString("OBSERVE");
        assertThat(modeOf(environment, "--with-environment")).hasToString("DISABLED");
        assertThat(modeOf(environment, "--with-environment", "-Dmode=enforce")).hasToString("ENFORCE");
    }

    private static Mode modeOf(Map<String, String> environment, String... args) {
        OverrideOptions options = CommandLine.populateCommand(new OverrideOptions(), args);
        Configuration configuration = ConfigurationFile.load(
                        EXAMPLES.resolve("minimal.yaml").toString(), options.overrides(environment))
                .configuration();
        assertThat(configuration).isNotNull();
        return configuration.mode();
    }

    @Test
    void schema_is_the_copy_for_editors() throws IOException {
        assertThat(run("schema")).isZero();

        byte[] copy = Files.readAllBytes(EXAMPLES.resolve("breakwater.schema.json"));
        assertThat(out.toString()).isEqualTo(new String(copy, StandardCharsets.UTF_8));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void defaults_is_a_file_that_check_takes(@TempDir Path directory) throws IOException {
        assertThat(run("defaults")).isZero();
        Path file =
                Files.write(directory.resolve("breakwater.yaml"), out.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(run("check", file.toString())).isZero();
        assertThat(out.toString()).endsWith("breakwater.yaml: good (0 host entries)" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({"schema", "defaults"})
    void a_command_that_takes_no_file_says_so(String command) {
        assertThat(run(command, "breakwater.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("breakwater.yaml").contains(" --help");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... args) {
        return BreakwaterCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
