package io.breakwater.tooling.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code [PID] WORD...}: a process id that may be left out, and then so many words. Thread-safety: immutable. */
final class TargetWords {
    private final @Nullable Long pid;
    private final List<String> words;

    private TargetWords(@Nullable Long pid, List<String> words) {
        this.pid = pid;
        this.words = words;
    }

    /** @throws ParameterException if there are too many or too few, or the first is no process id and should be */
    static TargetWords of(CommandLine command, @Nullable List<String> given, String... names) {
        List<String> words = given == null ? new ArrayList<>() : new ArrayList<>(given);
        Long pid = words.size() == names.length + 1 ? Long.valueOf(ProcessId.parse(command, words.remove(0))) : null;
        // No host has a name of digits alone: it is a process id, and what should follow it is missing.
        boolean isPidAlone = pid == null && !words.isEmpty() && words.get(0).matches("[0-9]+");
        if (words.size() != names.length || isPidAlone) {
            String expected = "[PID]" + (names.length == 0 ? "" : " " + String.join(" ", names));
            throw new ParameterException(
                    command,
                    "arguments: " + (given == null ? "none" : String.join(" ", given)) + " (expected: " + expected
                            + ")");
        }
        return new TargetWords(pid, words);
    }

    /** Null if it was left out. */
    @Nullable
    Long pid() {
        return pid;
    }

    String word(int index) {
        return words.get(index);
    }
}
