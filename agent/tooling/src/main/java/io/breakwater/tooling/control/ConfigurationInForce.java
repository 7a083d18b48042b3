package io.breakwater.tooling.control;

import java.util.List;

/** What is known of the configuration that holds, and of the last one that was refused. Thread-safety: implementations are
 * thread-safe. */
public interface ConfigurationInForce {

    /** The file, directory or URL, or {@code built-in}; without credentials. */
    String source();

    /** Since when it holds, in milliseconds since 1970. */
    long sinceMillis();

    /** When the last one was refused, in milliseconds since 1970; 0 if none was since then. */
    long refusedMillis();

    /** What was wrong with it. */
    List<String> problems();

    /**
     * Looks now, and takes what is there if it is good.
     *
     * @return for people: what came of it
     * @throws IllegalStateException if it was refused, with what is wrong
     * @throws UnsupportedOperationException if there is nothing to look at
     */
    String reload();
}
