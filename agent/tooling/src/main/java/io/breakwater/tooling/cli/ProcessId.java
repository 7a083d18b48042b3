package io.breakwater.tooling.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The id of a process, as somebody types it. Thread-safety: stateless. Errors: {@link ParameterException}, wrong usage. */
final class ProcessId {
    private ProcessId() {}

    /** @throws ParameterException if it is none */
    static long parse(CommandLine command, String text) {
        try {
            long pid = Long.parseLong(text);
            require(command, pid);
            return pid;
        } catch (NumberFormatException none) {
            throw refused(command, text);
        }
    }

    /** @throws ParameterException if no process has such an id */
    static void require(CommandLine command, long pid) {
        if (pid <= 0) {
            throw refused(command, Long.toString(pid));
        }
    }

    private static ParameterException refused(CommandLine command, String text) {
        return new ParameterException(command, "PID: " + text + " (expected: the id of a process)");
    }
}
