package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file may come from anywhere: what is in it must not steer the terminal, nor write lines in our name. */
class PrintableOutputTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void check_escapes_what_steers_a_terminal_in_keys_and_values() throws IOException {
        Path file = file(
                "hostile.yaml",
                "version: 1",
                "\"red\\e[31m\": 1",
                "\"title\\x9b]0;x\": 1",
                "mode: \"\\e[2Jenforce\"",
                "hosts: [{match: \"a\\tb\"}, {match: \"\u202eexample\"}]");

        int exit = run("check", file.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString())
                .contains("hostile.yaml:2:1: red\\u001b[31m: unknown key")
                .contains("hostile.yaml:3:1: title\\u009b]0;x: unknown key")
                .contains("hostile.yaml:4:7: mode: \\u001b[2Jenforce (expected:")
                .contains("hosts[0].match: a\\tb (expected:")
                .contains("hosts[1].match: \\u202eexample (expected:");
        assertPrintable();
    }

    @Test
    void check_keeps_on_one_line_what_it_says_of_one_key() throws IOException {
        Path file = file("hostile.yaml", "version: 1", "\"mode\\nhostile.yaml: good (1 host entry)\": enforce");

        int exit = run("check", file.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().split("\\R")).hasSize(2).allMatch(line -> line.startsWith(file.toString()));
        assertThat(err.toString()).contains("mode\\nhostile.yaml: good");
    }

    @Test
    void notes_are_escaped_too() throws IOException {
        Path file = file(
                "no\u001b[31mted.yaml",
                "version: 1",
                "defaults: {http: {idempotency-key: {}, retry: {methods: [POST]}}}");

        int exit = run("check", file.toString());

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("note: ")
                .contains("no\\u001b[31mted.yaml:2:57: defaults.http.retry.methods");
        assertPrintable();
    }

    @Test
    void name_of_a_file_is_escaped() {
        run("check", "a\u001b[31m.yaml");
        run("explain", "a\u001b[31m.yaml", "GET", "https://a.example/");

        assertThat(err.toString()).contains("a\\u001b[31m.yaml");
        assertPrintable();
    }

    @Test
    void explain_escapes_the_problems_of_a_file() throws IOException {
        Path file = file("hostile.yaml", "version: 1", "\"red\\e[31m\": 1");

        assertThat(run("explain", file.toString(), "GET", "https://a.example/")).isEqualTo(1);

        assertThat(err.toString()).contains("red\\u001b[31m: unknown key");
        assertPrintable();
    }

    @Test
    void arguments_that_are_refused_are_escaped() {
        assertThat(run("check\u001b[31m")).isEqualTo(2);
        assertThat(run("check", "--no-such-option\u001b[31m")).isEqualTo(2);

        assertThat(err.toString()).contains("check\\u001b[31m").contains("See: ");
        assertPrintable();
    }

    private void assertPrintable() {
        assertThat((out.toString() + err)
                        .replace(System.lineSeparator(), "")
                        .replace("\n", "")
                        .chars())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(directory.resolve(name), Arrays.asList(lines), StandardCharsets.UTF_8);
    }

    private int run(String... args) {
        return BreakwaterCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
