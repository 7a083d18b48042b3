package io.breakwater.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.smoke.server.Answer;
import io.breakwater.smoke.server.MisbehavingServer;
import io.breakwater.smoke.server.Request;
import io.breakwater.smoke.server.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the configuration holds, the program runs as if there were no agent, and somebody reads why. */
class BrokenConfigurationIT {
    private static final String OBSERVING = "breakwater: the configuration is refused; observing only";

    @TempDir
    Path directory;

    /** What bad input looks like, and the line and the words that its message has to name. */
    enum Fault {
        BROKEN_YAML(3, "", "version: 1", "hosts: [unclosed"),
        NO_YAML_AT_ALL(1, "", "to whom it may concern"),
        UNKNOWN_KEY_IN_A_DEEP_PLACE(
                8,
                "max-attempts",
                "version: 1",
                "hosts:",
                "  - match: localhost",
                "    mode: enforce",
                "    http:",
                "      timeouts: {attempt: 2s}",
                "      retry:",
                "        max-atempts: 3"),
        WRONG_UNIT(2, "5parsecs", "version: 1", "defaults: {http: {timeouts: {connect: 5parsecs}}}"),
        NO_UNIT(2, "5000", "version: 1", "defaults: {http: {timeouts: {connect: 5000}}}"),
        NEGATIVE_NUMBER(2, "-3", "version: 1", "defaults: {http: {bulkhead: {max-concurrent-calls: -3}}}"),
        TWO_EQUALLY_SPECIFIC_HOSTS(
                4, "breakwater.yaml:3:5", "version: 1", "hosts:", "  - match: localhost", "  - match: LOCALHOST"),
        ATTEMPT_ABOVE_TOTAL(2, "total", "version: 1", "defaults: {http: {timeouts: {attempt: 3s, total: 2s}}}"),
        WINDOW_SHORTER_THAN_TWO_ATTEMPTS(
                4,
                "sliding-window",
                "version: 1",
                "defaults:",
                "  http:",
                "    circuit-breaker: {sliding-window: 5s}",
                "    timeouts: {attempt: 3s, total: 9s}");

        private final int line;
        private final String named;
        private final String text;

        Fault(int line, String named, String... text) {
            this.line = line;
            this.named = named;
            this.text = String.join("\n", text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_program_runs_unchanged_and_one_message_names_the_place(Fault fault) throws Exception {
        Path configuration = ConfigurationFile.write(directory, fault.text);

        List<String> complaints = complaintsOf(Jdk.current(), configuration);

        assertThat(complaints).hasSize(2).last().isEqualTo(OBSERVING);
        assertThat(complaints.get(0))
                .contains("breakwater.yaml:" + fault.line + ":")
                .contains(fault.named)
                .contains("(expected: ");
    }

    @Test
    void all_problems_of_a_file_are_named_at_once() throws Exception {
        Path configuration = ConfigurationFile.write(
                directory,
                "version: 1",
                "mode: enforced",
                "limit: {max-hosts: 3}",
                "defaults: {http: {retry: {max-attempts: 0}}}");

        List<String> complaints = complaintsOf(Jdk.current(), configuration);

        assertThat(complaints).hasSize(4).last().isEqualTo(OBSERVING);
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#from11")
    void a_missing_file_changes_nothing(Jdk jdk) throws Exception {
        Path missing = directory.resolve("missing.yaml");

        List<String> complaints = complaintsOf(jdk, missing);

        assertThat(complaints).hasSize(2).last().isEqualTo(OBSERVING);
        assertThat(complaints.get(0)).contains("missing.yaml");
    }

    @Test
    void a_directory_without_configuration_changes_nothing() throws Exception {
        List<String> complaints = complaintsOf(Jdk.current(), directory);

        assertThat(complaints).hasSize(2).last().isEqualTo(OBSERVING);
        assertThat(complaints.get(0)).contains(directory.getFileName().toString());
    }

    /** Whoever opened a pipe would wait until somebody writes into it, and with him each call that needs the file. */
    @Test
    void a_named_pipe_in_place_of_a_file_changes_nothing_and_keeps_nobody_waiting() throws Exception {
        Path pipe = namedPipe();
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(200)))) {

            AgentJvm.Ended jvm = AgentJvm.on(Jdk.current())
                    .agent(pipe)
                    .run("Fetch", "GET", server.uri("/1"), server.uri("/2"), server.uri("/3"));

            jvm.printed("200 answer 200", "200 answer 200", "200 answer 200");
            assertThat(jvm.err())
                    .containsExactly(
                            "breakwater: " + pipe + ": not a regular file (expected: a YAML file)."
                                    + " Name a file that can be read again",
                            OBSERVING);
            List<Request> requests = server.requests();
            long betweenMillis =
                    requests.get(2).arrivedMillis() - requests.get(0).arrivedMillis();
            assertThat(betweenMillis).as("milliseconds for two calls").isLessThan(15_000);
        }
    }

    @Test
    void of_tens_of_thousands_of_problems_the_first_ones_are_named_and_the_others_counted() throws Exception {
        String[] lines = new String[20_000];
        Arrays.setAll(lines, number -> number == 0 ? "version: 1" : "key" + number + ": 1");
        Path configuration = ConfigurationFile.write(directory, lines);

        List<String> complaints = complaintsOf(Jdk.current(), configuration);

        assertThat(complaints).hasSize(52).last().isEqualTo(OBSERVING);
        assertThat(complaints.get(0)).contains("breakwater.yaml:2:1: key1: ");
        assertThat(complaints.get(49)).contains("breakwater.yaml:51:1: key50: ");
        assertThat(complaints.get(50)).contains("19949 more problems");
    }

    @ParameterizedTest
    @MethodSource("io.breakwater.smoke.Jdk#all")
    void a_program_that_makes_no_call_hears_of_a_broken_file_too(Jdk jdk) throws Exception {
        Path configuration = ConfigurationFile.write(directory, "version: 2");

        AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Idle");

        jvm.printed().withOnlyOurLog();
        assertThat(jvm.err()).hasSize(2).last().isEqualTo(OBSERVING);
    }

    private Path namedPipe() throws IOException, InterruptedException {
        Path pipe = directory.resolve("breakwater.yaml");
        Process process =
                new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start();
        assertThat(process.waitFor()).as("exit code of mkfifo").isZero();
        return pipe;
    }

    /** Runs a program against a server that would be retried under any policy, and sees that it is not. */
    private static List<String> complaintsOf(Jdk jdk, Path configuration) throws Exception {
        try (MisbehavingServer server = MisbehavingServer.start(Script.always(Answer.status(503)))) {
            AgentJvm.Ended jvm = AgentJvm.on(jdk).agent(configuration).run("Fetch", "GET", server.uri("/"));

            jvm.printed("503 answer 503").withOnlyOurLog();
            assertThat(server.requests()).hasSize(1);
            return jvm.err().stream()
                    .filter(line -> !line.startsWith("breakwater: would "))
                    .collect(Collectors.toList());
        }
    }
}
