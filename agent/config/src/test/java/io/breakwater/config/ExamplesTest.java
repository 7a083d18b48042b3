package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.CallPolicy;
import io.breakwater.engine.policy.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files in {@code config-examples}. To write the expected messages anew, run {@code ./mvnw -pl agent/config -am
 * verify -Dupdate-docs} and read the difference.
 */
class ExamplesTest {
    private static final Path EXAMPLES = Paths.get("../../config-examples");

    static List<Path> good() throws IOException {
        return yaml(EXAMPLES);
    }

    static List<Path> invalid() throws IOException {
        return yaml(EXAMPLES.resolve("invalid"));
    }

    private static List<Path> yaml(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .collect(Collectors.toList());
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void example_is_good(Path file) {
        LoadResult result = ConfigurationLoader.load(file, Overrides.none());

        assertThat(result.problems()).isEmpty();
        assertThat(result.configuration()).isNotNull();
    }

    /** Each file alone, and all of them as one. */
    @Test
    void team_directory_is_good_as_a_whole_and_file_by_file() throws IOException {
        Path directory = EXAMPLES.resolve("team-directory");
        for (Path file : yaml(directory)) {
            assertThat(ConfigurationLoader.load(file, Overrides.none()).problems())
                    .isEmpty();
        }

        Configuration configuration = ConfigText.good(ConfigurationLoader.load(directory, Overrides.none()));

        assertThat(configuration.hostCount()).isEqualTo(3);
        CallPolicy inventory = configuration
                .policyFor(Destination.of("https", "inventory.corp.example", 8443))
                .select("GET", "/v1/stock");
        assertThat(inventory.timeouts().mode()).isEqualTo(Mode.ENFORCE);
        assertThat(inventory.timeouts().responseNanos())
                .as("from 00-platform.yaml")
                .isEqualTo(30_000_000_000L);
        assertThat(ConfigText.policy(configuration, "elsewhere.example")
                        .timeouts()
                        .mode())
                .isEqualTo(Mode.OBSERVE);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalid_example_gives_the_expected_messages(Path file) throws IOException {
        LoadResult result = ConfigurationLoader.load(file, Overrides.none());
        String directory = file.getParent() + file.getFileSystem().getSeparator();
        StringBuilder messages = new StringBuilder();
        for (ConfigProblem problem : result.problems()) {
            messages.append(problem.toString().replace(directory, "")).append('\n');
        }

        Path expected = Paths.get(file.toString().replace(".yaml", ".expected.txt"));
        GeneratedFile.assertUpToDate(expected, messages.toString());
        assertThat(result.problems()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("good")
    void example_is_plain_text_that_ends_with_a_line_break(Path file) throws IOException {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                .endsWith("\n")
                .doesNotContain("\t");
    }
}
