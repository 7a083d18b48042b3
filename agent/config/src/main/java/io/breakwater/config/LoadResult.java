package io.breakwater.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration, or everything that stands in its way. Thread-safety: immutable. */
public final class LoadResult {
    private final @Nullable Configuration configuration;
    private final List<ConfigProblem> problems;
    private final List<ConfigProblem> notices;

    LoadResult(@Nullable Configuration configuration, Problems found) {
        this.configuration = found.isEmpty() ? configuration : null;
        this.problems = found.problems();
        this.notices = found.notices();
    }

    /** The configuration, or null if there is at least one problem. */
    public @Nullable Configuration configuration() {
        return configuration;
    }

    /** All that is wrong, in the order of the file. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    /** What is right, and yet not what one might think. */
    public List<ConfigProblem> notices() {
        return notices;
    }
}
