package io.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceFilesTest {
    private static final int MOST_LINES = 400;
    private static final Path REPOSITORY =
            Paths.get("..", "..").toAbsolutePath().normalize();

    @Test
    void no_file_is_longer_than_400_lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            int lines = Files.readAllLines(file, StandardCharsets.UTF_8).size();
            if (lines > MOST_LINES) {
                tooLong.add(file + ": " + lines + " lines (expected: <= " + MOST_LINES + ")");
            }
        }

        assertThat(tooLong).isEmpty();
    }

    /** Surefire and failsafe would pass over the others without a word. Abstract ones run under the names of their heirs. */
    @Test
    void every_class_with_tests_has_a_name_that_is_run() throws IOException {
        List<String> neverRun = new ArrayList<>();
        for (Path file : javaFiles()) {
            String name = file.getFileName().toString();
            boolean isRun = name.endsWith("Test.java") || name.endsWith("IT.java");
            if (!isRun && hasTests(file)) {
                neverRun.add(file + " (expected: a name that ends in Test or IT)");
            }
        }

        assertThat(neverRun).isEmpty();
    }

    private static boolean hasTests(Path file) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String code = line.trim();
            if (code.startsWith("abstract class ")) {
                return false;
            }
            if (code.equals("@Test") || code.startsWith("@ParameterizedTest") || code.startsWith("@ArchTest")) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> javaFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(REPOSITORY)) {
            all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> REPOSITORY.relativize(file).toString().contains("src"))
                    .forEach(files::add);
        }
        assertThat(files).isNotEmpty();
        return files;
    }
}
