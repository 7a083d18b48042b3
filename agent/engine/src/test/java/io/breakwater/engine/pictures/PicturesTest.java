package io.breakwater.engine.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/policies.md shows what the engine does, in pictures and in words. {@code -Dupdate-docs} writes both anew. */
class PicturesTest {
    private static final Path DOCS = Paths.get("../../docs");
    private static final Path PAGE = DOCS.resolve("policies.md");
    private static final String WAY_OUT = "./mvnw -pl agent/engine -am verify -Dupdate-docs";

    @ParameterizedTest
    @ValueSource(strings = {"timeouts", "retry", "observe", "budget", "circuit-breaker", "bulkhead", "deadline"})
    void a_picture_shows_what_the_engine_does_now(String name) throws IOException {
        Picture picture = picture(name);
        Path file = DOCS.resolve("images/policy-" + name + ".svg");
        if (updates()) {
            write(file, picture.svg);
        }

        assertThat(read(file))
                .as("%s is stale; write it anew with: %s", file, WAY_OUT)
                .isEqualTo(picture.svg);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeouts", "retry", "observe", "budget", "circuit-breaker", "bulkhead", "deadline"})
    void the_page_tells_what_the_engine_does_now(String name) throws IOException {
        String story = String.join("\n", picture(name).story);
        String page = read(PAGE);
        Matcher block = block(name).matcher(page);
        assertThat(block.find()).as("%s has a block for %s", PAGE, name).isTrue();
        if (updates()) {
            page = page.substring(0, block.start(1)) + story + page.substring(block.end(1));
            write(PAGE, page);
        }

        assertThat(page)
                .as("%s is stale; write it anew with: %s", PAGE, WAY_OUT)
                .contains(opening(name) + story + "\n```\n");
    }

    @Test
    void every_picture_is_tested() {
        assertThat(Picture.all())
                .extracting(picture -> picture.name)
                .containsExactly("timeouts", "retry", "observe", "budget", "circuit-breaker", "bulkhead", "deadline");
    }

    private static Picture picture(String name) {
        List<Picture> all = Picture.all();
        return all.stream()
                .filter(picture -> picture.name.equals(name))
                .findFirst()
                .orElseThrow(AssertionError::new);
    }

    private static String opening(String name) {
        return "](images/policy-" + name + ".svg)\n\n```\n";
    }

    private static Pattern block(String name) {
        return Pattern.compile(Pattern.quote(opening(name)) + "(.*?)\n```\n", Pattern.DOTALL);
    }

    private static boolean updates() {
        return System.getProperty("update-docs") != null;
    }

    private static String read(Path file) throws IOException {
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n")
                : "";
    }

    private static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
