package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands for a running JVM make of their arguments, as far as that is without a JVM. */
class TargetWordsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return BreakwaterCommand.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @ParameterizedTest
    @CsvSource({
        "mode, '[PID] HOST MODE'",
        "mode enforce, '[PID] HOST MODE'",
        "mode 4711 enforce, '[PID] HOST MODE'",
        "mode 4711 a.example enforce now, '[PID] HOST MODE'",
        "breaker a.example, '[PID] HOST ACTION'",
        "off 1 2, '[PID]'",
        "status 1 2, '[PID]'"
    })
    void too_few_and_too_many_are_wrong_usage(String line, String expected) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("arguments: ").contains("(expected: " + expected + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "status shop, 'PID: shop (expected: the id of a process)'",
        "off -- -5, 'PID: -5 (expected: the id of a process)'"
    })
    void a_word_where_a_process_should_be_is_wrong_usage(String line, String message) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
    }

    @Test
    void a_process_that_is_none_is_told_and_ends_with_1() {
        assertThat(run("status", "999999999")).isEqualTo(1);
        assertThat(err.toString()).startsWith("999999999: no such process here");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void disable_and_enable_are_understood_too() {
        assertThat(run("disable", "999999999")).isEqualTo(1);
        assertThat(run("enable", "999999999")).isEqualTo(1);
    }

    @Test
    void an_order_that_is_none_is_told_before_anything_is_asked() {
        assertThat(run("top", "--sort", "size", "999999999")).isEqualTo(2);
        assertThat(run("status", "--sort", "size", "999999999")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--sort: size (expected: calls, ");
    }
}
