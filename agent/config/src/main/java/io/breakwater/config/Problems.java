package io.breakwater.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong and what deserves a word, each once. Confined to one thread. */
final class Problems {
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<ConfigProblem> notices = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** @param wayOut what the user can do, a sentence, or empty */
    void add(Origin origin, String path, String value, String expected, String wayOut) {
        String sentence = wayOut.isEmpty() ? "" : ". " + wayOut;
        put(problems, origin, path, value + " (expected: " + expected + ")" + sentence);
    }

    void notice(Origin origin, String path, String text) {
        put(notices, origin, path, text);
    }

    private void put(List<ConfigProblem> list, Origin origin, String path, String message) {
        ConfigProblem problem = new ConfigProblem(origin, path, message);
        if (seen.add(problem.toString())) {
            list.add(problem);
        }
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** In the order of the file; what stands in no line comes first. */
    List<ConfigProblem> problems() {
        return sorted(problems);
    }

    List<ConfigProblem> notices() {
        return sorted(notices);
    }

    private static List<ConfigProblem> sorted(List<ConfigProblem> list) {
        List<ConfigProblem> sorted = new ArrayList<>(list);
        if (sorted.size() > 1) {
            sorted.sort(new ByPlace());
        }
        return Collections.unmodifiableList(sorted);
    }

    /** No lambda: the first one of a JVM costs more than reading the whole file. */
    private static final class ByPlace implements Comparator<ConfigProblem> {
        @Override
        public int compare(ConfigProblem left, ConfigProblem right) {
            return left.origin().compareTo(right.origin());
        }
    }
}
