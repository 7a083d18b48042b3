package io.breakwater.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/safety.md promises is held by tests that exist. */
class PromisesTest {
    private static final Path SAFETY = DocPages.REPOSITORY.resolve("docs/safety.md");
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final String HEADING = "### ";

    @Test
    void every_promise_names_the_test_that_holds_it() throws IOException {
        List<String> unheld = new ArrayList<>();
        for (String promise : String.join("\n", DocPages.prose(SAFETY)).split("\n" + HEADING, -1)) {
            if (!promise.startsWith("# ") && !REFERENCE.matcher(promise).find()) {
                unheld.add(promise);
            }
        }

        assertThat(unheld).isEmpty();
    }

    @Test
    void every_test_that_a_page_names_exists() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path page : DocPages.all()) {
            Matcher reference = REFERENCE.matcher(String.join("\n", DocPages.prose(page)));
            while (reference.find()) {
                named++;
                if (!hasTest(tests.getOrDefault(reference.group(1), ""), reference.group(2))) {
                    missing.add(DocPages.REPOSITORY.relativize(page) + ": " + reference.group());
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(50);
    }

    private static boolean hasTest(String code, String method) {
        return Pattern.compile("@(Test|ParameterizedTest|RepeatedTest)\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid "
                        + Pattern.quote(method) + "\\(")
                .matcher(code)
                .find();
    }

    /** The code of all test classes by simple name; where several have one, all of it. */
    private static Map<String, String> tests() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(DocPages.REPOSITORY)) {
            files = all.filter(file -> file.toString().matches(".*[/\\\\]src[/\\\\]test[/\\\\].*(Test|IT)\\.java"))
                    .collect(Collectors.toList());
        }
        Map<String, String> tests = new HashMap<>();
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".java", "");
            tests.merge(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8), String::concat);
        }
        return tests;
    }
}
