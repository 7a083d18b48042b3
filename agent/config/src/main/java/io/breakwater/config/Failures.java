package io.breakwater.config;

import io.breakwater.engine.FailureClass;
import io.breakwater.engine.policy.FailureMatcher;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set of failures together with the words that name it. Thread-safety: immutable. */
final class Failures {
    private final List<String> words;
    private final FailureMatcher matcher;

    /** @param words failure classes, codes and groups of codes, all valid */
    Failures(List<String> words) {
        this.words = words;
        Set<FailureClass> classes = EnumSet.noneOf(FailureClass.class);
        BitSet statuses = new BitSet();
        for (String word : words) {
            FailureClass failure = classOf(word);
            if (failure != null) {
                classes.add(failure);
            } else if (word.endsWith("xx")) {
                int first = (word.charAt(0) - '0') * 100;
                statuses.set(first, first + 100);
            } else {
                statuses.set(Integer.parseInt(word));
            }
        }
        this.matcher = FailureMatcher.of(classes, statuses);
    }

    static @Nullable FailureClass classOf(String word) {
        for (FailureClass failure : FailureClass.values()) {
            if (failure.word().equals(word)) {
                return failure;
            }
        }
        return null;
    }

    List<String> words() {
        return words;
    }

    FailureMatcher matcher() {
        return matcher;
    }
}
