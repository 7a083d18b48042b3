package io.breakwater.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file in the repository that a test derives from the code, and writes anew with {@code -Dupdate-docs}. */
final class GeneratedFile {
    private GeneratedFile() {}

    static void assertUpToDate(Path file, String contents) throws IOException {
        if (System.getProperty("update-docs") != null) {
            Files.createDirectories(file.toAbsolutePath().normalize().getParent());
            Files.write(file, contents.getBytes(StandardCharsets.UTF_8));
        }
        String present = Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        assertThat(present.replace("\r\n", "\n"))
                .as("%s is stale; write it anew with: ./mvnw -pl agent/config -am verify -Dupdate-docs", file)
                .isEqualTo(contents);
    }
}
