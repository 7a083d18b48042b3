package io.breakwater.tooling;

import java.io.PrintStream;

/**
 * The agent's own log: single lines on the standard error that the process had when the agent started.
 *
 * <p>Thread-safety: thread-safe. Errors: never throws.
 */
final class AgentLog {
    private static final String PREFIX = "breakwater: ";

    private final PrintStream out;
    private final boolean verbose;

    /** @param verbose true to write {@link #info} lines too */
    AgentLog(PrintStream out, boolean verbose) {
        this.out = out;
        this.verbose = verbose;
    }

    /** What a healthy agent has to say; not written unless asked for. */
    void info(String message) {
        if (verbose) {
            warn(message);
        }
    }

    /** What somebody has to know. */
    void warn(String message) {
        line(PREFIX + message);
    }

    /** A line that has its prefix already. */
    void line(String line) {
        // One line stays one line, whatever is in the message of an exception.
        out.println(line.replace('\r', ' ').replace('\n', ' '));
    }
}
