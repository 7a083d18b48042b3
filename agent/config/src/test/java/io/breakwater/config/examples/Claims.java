package io.breakwater.config.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** What an example says of itself. */
final class Claims {
    private static final String MARK = "# * ";

    private Claims() {}

    /** Each sentence of the file has a test, and each test its sentence. */
    static void assertShown(String file, Class<?> tests) throws IOException {
        List<String> claimed = new ArrayList<>();
        for (String line : Files.readAllLines(Paths.get("../../config-examples", file), StandardCharsets.UTF_8)) {
            if (line.startsWith(MARK)) {
                claimed.add(line.substring(MARK.length()));
            }
        }
        List<String> shown = new ArrayList<>();
        for (Method method : tests.getDeclaredMethods()) {
            Claim claim = method.getAnnotation(Claim.class);
            if (claim != null) {
                shown.add(claim.value());
            }
        }
        assertThat(shown).as("claims of %s, and their tests", file).containsExactlyInAnyOrderElementsOf(claimed);
    }
}
