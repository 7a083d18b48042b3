package io.breakwater.smoke.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is shown and kept of a demo, whatever the program calls.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class Presentation {
    private static final int LOG_LINES = 6;

    private final DemoOptions options;
    private final Terminal terminal;

    Presentation(DemoOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** A title, some lines, and the configuration. */
    void introduce(String... lines) throws IOException {
        terminal.line(terminal.title("Breakwater demo"));
        for (String line : lines) {
            terminal.line("  " + line);
        }
        terminal.line("");
        for (String line : Files.readAllLines(options.config(), StandardCharsets.UTF_8)) {
            terminal.line(terminal.quiet("    " + line));
        }
        terminal.line("");
    }

    void run(String title, String command) {
        terminal.line(terminal.title(title));
        terminal.line(terminal.quiet("  " + command));
    }

    /** How the program is started with the agent. */
    List<String> agentOptions(List<String> overrides) {
        List<String> all = new ArrayList<>(overrides);
        all.add("-javaagent:" + options.agent() + "=" + options.config());
        return all;
    }

    void agentLog(Recording recording) {
        List<String> complaints = recording.complaints();
        if (complaints.isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line("  " + terminal.title("What the agent wrote on standard error")
                + (complaints.size() > LOG_LINES ? " (the first " + LOG_LINES + " of " + complaints.size() + ")" : ""));
        complaints.stream().limit(LOG_LINES).forEach(line -> terminal.line(terminal.quiet("    " + line)));
    }

    /** Writes the raw data of a run, if that is wanted. */
    void keep(String name, Recording recording, List<Long> arrivals) throws IOException {
        Path directory = options.keep();
        if (directory == null) {
            return;
        }
        Files.createDirectories(directory);
        Files.write(
                directory.resolve(name + ".calls.txt"),
                recording.calls().stream()
                        .map(call -> call.dueMillis() + " " + call.startedMillis() + " " + call.endedMillis() + " "
                                + call.outcome())
                        .collect(Collectors.toList()));
        Files.write(
                directory.resolve(name + ".arrivals.txt"),
                arrivals.stream().map(String::valueOf).collect(Collectors.toList()));
        Files.write(directory.resolve(name + ".stderr.txt"), recording.complaints());
    }
}
