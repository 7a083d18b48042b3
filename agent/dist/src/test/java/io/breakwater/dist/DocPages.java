package io.breakwater.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The pages that people read: README.md, all of docs, and those beside what they are about. Thread-safety: immutable. */
final class DocPages {
    static final Path REPOSITORY = Paths.get("..", "..").toAbsolutePath().normalize();
    private static final String FENCE = "```";

    private DocPages() {}

    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>(Arrays.asList(
                REPOSITORY.resolve("README.md"),
                REPOSITORY.resolve("benchmarks/README.md"),
                REPOSITORY.resolve("config-examples/README.md")));
        try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    /** Without what stands between fences: that is for machines. */
    static List<String> prose(Path page) throws IOException {
        List<String> prose = new ArrayList<>();
        boolean isCode = false;
        for (String line : Files.readAllLines(page, StandardCharsets.UTF_8)) {
            boolean isFence = line.trim().startsWith(FENCE);
            if (!isFence && !isCode) {
                prose.add(line);
            }
            isCode ^= isFence;
        }
        return prose;
    }

    /** The fragments that lead to a heading, as GitHub makes them; of equal headings the later ones get a number. */
    static Set<String> anchors(Path page) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        for (String line : prose(page)) {
            if (line.startsWith("#")) {
                String anchor = anchor(line.replaceFirst("^#+ ", ""));
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
