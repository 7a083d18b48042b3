package io.breakwater.config;

import static io.breakwater.config.ConfigText.good;
import static io.breakwater.config.ConfigText.load;
import static io.breakwater.config.ConfigText.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final String ALPHABET = "\n  :-[]{}&*!|>'\"%@`,#?\t\u0000\ud83dx10sé";

    @TempDir
    Path directory;

    @Test
    void missing_file_is_one_problem_with_a_way_out() {
        Path file = directory.resolve("missing.yaml");

        assertThat(ConfigurationLoader.load(file, Overrides.none()).problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(
                        file + ": no such file (expected: a YAML file). Check the path; a relative one starts at"
                                + " the working directory of the process");
    }

    @Test
    void directory_without_configuration_is_one_problem_with_a_way_out() {
        assertThat(ConfigurationLoader.load(directory, Overrides.none()).problems())
                .extracting(ConfigProblem::toString)
                .containsExactly(directory + ": a directory without configuration (expected: a file *.yaml in it)."
                        + " Put at least one file *.yaml or *.yml into it");
    }

    /** A key, a token or somebody's properties: the message would be in a log. */
    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "password=hunter2\nuser=me", "<p>hunter2</p>", "\"hunter2\""})
    void a_file_that_is_another_is_refused_without_its_content(String content) {
        assertThat(problems(load(content)))
                .singleElement()
                .asString()
                .contains("text without keys", "Is it the file that was meant?")
                .doesNotContain("hunter2");
    }

    @Test
    void file_in_a_file_is_one_problem() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(ConfigurationLoader.load(file.resolve("x.yaml"), Overrides.none())
                        .problems())
                .hasSize(1);
    }

    @Test
    void text_that_is_not_utf_8_is_one_problem_with_its_place() {
        byte[] latin = "version: 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(problems(load(Overrides.none(), latin)))
                .containsExactly(
                        "test.yaml:2:6: not UTF-8 (expected: text in UTF-8). Save the file in the encoding UTF-8");
    }

    @Test
    void byte_order_mark_is_no_problem() {
        good(load(Overrides.none(), "\ufeffversion: 1\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void file_of_more_than_1_mib_is_one_problem() {
        byte[] large = new byte[1024 * 1024 + 1];
        Arrays.fill(large, (byte) '#');

        assertThat(problems(load(Overrides.none(), large)))
                .hasSize(1)
                .first()
                .asString()
                .contains("more than 1MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off", "yes", "no", "Off", "NO", "y"})
    void trap_89_yaml_booleans_are_refused_as_words_and_as_keys(String word) {
        assertThat(problems(load("version: 1", "mode: " + word)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("test.yaml:2:7: mode: " + word + " (expected: disabled, observe or enforce)")
                .contains("as a boolean");
        assertThat(problems(load("version: 1", word + ": 1")))
                .hasSize(1)
                .first()
                .asString()
                .contains("as a boolean");
    }

    /** Trap 92: a file with one problem brings nothing into force. */
    @Test
    void trap_92_file_with_a_problem_is_refused_as_a_whole() {
        LoadResult result = load("version: 1", "mode: enforce", "hosts: [{match: a.example, mode: enforcee}]");

        assertThat(result.problems()).hasSize(1);
        assertThat(result.configuration()).isNull();
    }

    @Test
    void nesting_without_end_is_one_problem() {
        String deep = "version: 1\ndefaults: " + String.join("", Collections.nCopies(30_000, "["));

        assertThat(problems(load(deep)))
                .hasSize(1)
                .first()
                .asString()
                .contains("nested too deep (expected: at most 20 levels)");
    }

    @Test
    void aliases_of_aliases_take_neither_time_nor_memory() {
        StringBuilder text = new StringBuilder("version: 1\nhosts:\n");
        text.append("- &a0 {match: x.example}\n");
        for (int i = 1; i < 60; i++) {
            text.append("- &a")
                    .append(i)
                    .append(" {match: x")
                    .append(i)
                    .append(".example, routes: [*a")
                    .append(i - 1);
            text.append(", *a").append(i - 1).append("]}\n");
        }

        assertThat(problems(load(text.toString())))
                .hasSize(1)
                .first()
                .asString()
                .contains("too many aliases (expected: at most 100)");
    }

    @Test
    void any_file_gives_a_configuration_or_problems_and_never_an_exception() throws IOException {
        String full =
                new String(Files.readAllBytes(Paths.get("../../config-examples/full.yaml")), StandardCharsets.UTF_8);
        long seed = 20261122;
        Random random = new Random(seed);

        for (int run = 0; run < 3000; run++) {
            StringBuilder text = new StringBuilder(full);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0:
                        text.deleteCharAt(at);
                        break;
                    case 1:
                        text.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                        break;
                    default:
                        text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                }
            }
            LoadResult result = load(text.toString());
            assertThat(result.configuration() == null)
                    .as("seed %s, run %s:%n%s", seed, run, text)
                    .isEqualTo(!result.problems().isEmpty());
        }
    }
}
