package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakwaterCommandTest {
    private static final String EXAMPLES = "../../config-examples/";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void check_of_a_good_file_exits_with_0() {
        int exit = run("check", EXAMPLES + "full.yaml");

        assertThat(exit).isZero();
        assertThat(out.toString()).isEqualTo(EXAMPLES + "full.yaml: good (4 host entries)" + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void check_of_a_bad_file_exits_with_1_and_shows_every_problem() {
        int exit = run("check", EXAMPLES + "invalid/twice.yaml");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().split("\\R"))
                .hasSize(3)
                .allMatch(line -> line.startsWith(EXAMPLES + "invalid/twice.yaml"));
        assertThat(err.toString()).contains("twice.yaml:3:1: mode: twice").contains("twice.yaml: 2 problems.");
    }

    @Test
    void check_tells_of_an_entry_that_guards_nothing(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("breakwater.yaml");
        Files.write(file, Arrays.asList("version: 1", "hosts: [{match: \"jdbc:hsqldb:\"}]"));

        int exit = run("check", file.toString());

        assertThat(exit).isZero();
        assertThat(out.toString())
                .startsWith("note: " + file + ":2:17: hosts[0].match: jdbc:hsqldb: has no known driver")
                .endsWith("breakwater.yaml: good (1 host entry, 1 note)" + System.lineSeparator());
    }

    @Test
    void check_refuses_a_product_that_is_misspelt(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("breakwater.yaml");
        Files.write(file, Arrays.asList("version: 1", "hosts: [{match: \"jdbc:postgres://pg.example/orders\"}]"));

        int exit = run("check", file.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("Did you mean jdbc:postgresql:?");
    }

    @Test
    void explain_promises_nothing_of_a_product_without_a_known_driver() {
        int exit = run("explain", EXAMPLES + "database.yaml", "CONNECT", "jdbc:hsqldb:mem:x");

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("no known driver; see jdbc-drivers").doesNotContain("at most");
    }

    @Test
    void check_of_several_files_reports_each() {
        int exit = run("check", EXAMPLES + "minimal.yaml", EXAMPLES + "invalid/twice.yaml", EXAMPLES + "full.yaml");

        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("minimal.yaml: good (")
                .contains("full.yaml: good (4 host entries)")
                .doesNotContain("twice.yaml");
        assertThat(err.toString()).contains("twice.yaml: 2 problems.").doesNotContain("full.yaml");
    }

    @Test
    void check_of_several_good_files_exits_with_0() {
        int exit = run("check", EXAMPLES + "minimal.yaml", EXAMPLES + "full.yaml");

        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void check_goes_on_behind_a_file_that_cannot_be_read() {
        int exit = run("check", "missing.yaml", EXAMPLES + "minimal.yaml");

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).startsWith("missing.yaml: no such file");
        assertThat(out.toString()).contains("minimal.yaml: good (");
    }

    /** Nothing is checked if one of the arguments is none. */
    @Test
    void check_of_what_can_be_no_path_exits_with_2() {
        int exit = run("check", EXAMPLES + "minimal.yaml", "no\u0000path");

        assertThat(exit).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("FILE: no\\u0000path (expected: a path)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.yaml", "."})
    void check_of_what_is_no_file_exits_with_1_and_says_so(String file) {
        int exit = run("check", file);

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("(expected: a ").doesNotContain("Exception");
    }

    @Test
    void explain_shows_what_would_happen_and_where_each_value_comes_from() {
        int exit = run("explain", EXAMPLES + "full.yaml", "get", "https://Inventory.corp.example:8443/v1/stock");

        assertThat(exit).isZero();
        assertThat(out.toString().split("\\R"))
                .startsWith(
                        "GET https://inventory.corp.example:8443/v1/stock",
                        "  host   hosts[0] inventory.corp.example:8443 (full.yaml:25:5): exact name and port",
                        "  route  none of 2 matches: the entry's own settings")
                .contains("retry            enforce  full.yaml:26:11")
                .allMatch(line -> line.length() <= 120);
        assertThat(out.toString())
                .containsPattern("retry\\.max-attempts +3 +full\\.yaml:29:29")
                .containsPattern("timeouts\\.idle +5m +built-in")
                .contains("retry: a failed GET is retried up to 2 times");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void explain_shows_a_database_by_its_url_in_normal_form() {
        int exit = run(
                "explain",
                EXAMPLES + "database.yaml",
                "select",
                "jdbc:postgresql://PG.corp.example/orders?user=app&password=secret");

        assertThat(exit).isZero();
        assertThat(out.toString().split("\\R"))
                .startsWith(
                        "SELECT jdbc:postgresql://pg.corp.example:5432/orders",
                        "  host   hosts[0] jdbc:postgresql://pg.corp.example:5432/orders (database.yaml:17:5): exact database",
                        "  route  none")
                .allMatch(line -> line.length() <= 120);
        assertThat(out.toString())
                .containsPattern("timeouts\\.query +30s +database\\.yaml:")
                .contains("retry: a failed SELECT is retried once, after serialization-failure");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://app:secret@pg.corp.example/orders?password=secret",
                "jdbc:oracle:thin:app/secret@//ora.example/orcl",
                "jdbc:secret@x",
                "jdbc:foo:secret"
            })
    void explain_never_shows_what_may_be_secret_in_a_jdbc_url(String url) {
        run("explain", EXAMPLES + "database.yaml", "CONNECT", url);
        run("explain", EXAMPLES + "database.yaml", "INSERT", url);

        assertThat(out.toString() + err).doesNotContain("secret");
    }

    @Test
    void explain_of_a_database_asks_for_an_operation_that_databases_have() {
        int exit = run("explain", EXAMPLES + "database.yaml", "INSERT", "jdbc:h2:mem:x");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("METHOD: INSERT (expected: one of CONNECT, SELECT, EXECUTE, BATCH, CALL;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@inventory.corp.example:8443/v1/stock?token=secret#secret",
                "https://inventory.corp.example:8443/a b?secret",
                "ftp://user:secret@a.example",
                "secret",
                "https:///?secret"
            })
    void explain_never_shows_what_may_be_secret(String url) {
        run("explain", EXAMPLES + "full.yaml", "GET", url);

        assertThat(out.toString() + err).doesNotContain("secret");
    }

    @Test
    void explain_of_a_bad_file_exits_with_1() {
        assertThat(run("explain", EXAMPLES + "invalid/twice.yaml", "GET", "https://a.example"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("mode: twice");
    }

    @Test
    void wrong_usage_exits_with_2_and_says_how_it_is_done() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("chekc", "x")).isEqualTo(2);
        assertThat(run("check")).isEqualTo(2);
        assertThat(run("explain", "a", "GET")).isEqualTo(2);
        assertThat(run("explain", EXAMPLES + "full.yaml", "GET", "not a url")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Usage: java -jar breakwater-agent.jar")
                .doesNotContain("\tat ");
    }

    @Test
    void help_and_version_exit_with_0() {
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(run("check", "--help")).isZero();
        assertThat(out.toString()).contains("explain").contains("Breakwater ").contains("Exit codes: 0");
    }

    @Test
    void output_has_no_colour() {
        run("--help");
        run("explain", EXAMPLES + "full.yaml", "GET", "https://a.example");

        assertThat(out.toString()).doesNotContain("\u001b");
    }

    private int run(String... args) {
        return BreakwaterCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
