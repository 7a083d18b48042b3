package io.breakwater.tooling.control;

/** Makes a configuration of what was observed. Thread-safety: implementations are thread-safe. */
@FunctionalInterface
public interface Suggesting {

    /**
     * A configuration as YAML, or as JSON if the options ask for it.
     *
     * @param host {@code all}, or a pattern as in the configuration
     * @param options as {@code key=value}, separated by blanks
     * @throws IllegalArgumentException if one of them is not understood
     */
    String suggest(String host, String options);
}
