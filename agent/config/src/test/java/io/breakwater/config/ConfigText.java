package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.engine.Destination;
import io.breakwater.engine.policy.CallPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loads a configuration that a test writes down line by line. */
final class ConfigText {
    private ConfigText() {}

    static LoadResult load(Overrides overrides, String... lines) {
        return load(overrides, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    static LoadResult load(String... lines) {
        return load(Overrides.none(), lines);
    }

    static LoadResult load(Overrides overrides, byte[] bytes) {
        try {
            Path directory = Files.createTempDirectory("config");
            Path file = directory.resolve("test.yaml");
            try {
                Files.write(file, bytes);
                return ConfigurationLoader.load(file, overrides);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Configuration good(LoadResult result) {
        assertThat(result.problems()).isEmpty();
        Configuration configuration = result.configuration();
        assertThat(configuration).isNotNull();
        return configuration;
    }

    static Configuration good(String... lines) {
        return good(load(lines));
    }

    /** The problems with the file's name alone. */
    static List<String> problems(LoadResult result) {
        assertThat(result.configuration() == null)
                .as("without a configuration: %s", result.problems())
                .isEqualTo(!result.problems().isEmpty());
        return brief(result.problems());
    }

    static List<String> notices(LoadResult result) {
        return brief(result.notices());
    }

    private static List<String> brief(List<ConfigProblem> problems) {
        List<String> brief = new ArrayList<>();
        for (ConfigProblem problem : problems) {
            brief.add(problem.toString().replaceAll("^\\S*test\\.yaml", "test.yaml"));
        }
        return brief;
    }

    static CallPolicy policy(Configuration configuration, String method, String host, String path) {
        return configuration.policyFor(Destination.of("https", host, 443)).select(method, path);
    }

    static CallPolicy policy(Configuration configuration, String host) {
        return policy(configuration, "GET", host, "/");
    }
}
