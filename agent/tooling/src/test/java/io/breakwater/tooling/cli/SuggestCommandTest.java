package io.breakwater.tooling.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What the command makes of its arguments, as far as that is without a JVM. */
class SuggestCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return BreakwaterCommand.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void a_process_that_is_none_is_told_and_ends_with_1() {
        assertThat(run("suggest", "999999999", "--json")).isEqualTo(1);
        assertThat(err.toString()).startsWith("999999999: no such process here");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_percentile_of_no_calls_is_wrong_usage() {
        assertThat(run("suggest", "--min-calls", "0", "999999999")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--min-calls: 0 (expected: 1 or more)");
    }

    @Test
    void too_many_arguments_are_wrong_usage() {
        assertThat(run("suggest", "1", "2")).isEqualTo(2);
        assertThat(err.toString()).contains("(expected: [PID])");
    }
}
