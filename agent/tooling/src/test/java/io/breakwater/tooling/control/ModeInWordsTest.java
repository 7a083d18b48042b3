package io.breakwater.tooling.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.breakwater.config.Configuration;
import io.breakwater.config.ConfigurationLoader;
import io.breakwater.config.Overrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModeInWordsTest {
    @TempDir
    private Path directory;

    private String words(String... lines) throws Exception {
        Path file = Files.write(directory.resolve("breakwater.yaml"), Arrays.asList(lines));
        Configuration read = ConfigurationLoader.load(file, Overrides.of(new HashMap<>(), new HashMap<>()))
                .configuration();
        assertThat(read).isNotNull();
        return ModeInWords.of(read);
    }

    @Test
    void observing_only_is_said_where_nothing_enforces() throws Exception {
        assertThat(words("version: 1")).isEqualTo("observing only");
        assertThat(words("version: 1", "hosts: [{match: a.example}]")).isEqualTo("observing only");
        assertThat(words("version: 1", "mode: disabled")).isEqualTo("mode disabled");
        assertThat(words("version: 1", "mode: enforce")).isEqualTo("mode enforce");
    }

    @Test
    void a_host_that_enforces_is_told_whatever_the_mode_of_the_file() throws Exception {
        assertThat(words("version: 1", "hosts: [{match: a.example, mode: enforce}]"))
                .isEqualTo("mode observe, and 1 host enforces");
        assertThat(words(
                        "version: 1",
                        "mode: disabled",
                        "hosts: [{match: a.example, mode: enforce}, {match: b.example, mode: enforce}]"))
                .isEqualTo("mode disabled, and 2 hosts enforce");
        assertThat(words("version: 1", "hosts: [{match: a.example, http: {retry: {mode: enforce}}}]"))
                .isEqualTo("mode observe, and 1 host enforces");
    }

    @Test
    void defaults_that_enforce_are_told() throws Exception {
        assertThat(words("version: 1", "defaults: {http: {retry: {mode: enforce}}}"))
                .isEqualTo("mode observe, and defaults enforce");
    }
}
