package io.breakwater.tooling.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a configuration that the traffic of a running process suggests. */
@Command(
        name = "suggest",
        description =
                "Writes a configuration that the traffic of a running process suggests, with the reason of each value.",
        footer = {
            "",
            "Every host of it only observes, until you write enforce. See docs/suggest.md.",
            "",
            "Exit codes: 0 written, 1 not reached or not written, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class SuggestCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private TargetProcess process;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private HostOption host;

    @Option(
            names = "--min-calls",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Answered calls that a percentile needs. Default: 1000.")
    private int minCalls;

    @Option(names = "--enforce", description = "Every host enforces. Read the file before you use it.")
    private boolean enforce;

    @Option(names = "--clear", description = "Forget what was observed afterwards, and begin anew.")
    private boolean clear;

    @Option(names = "--json", description = "One JSON document, for machines.")
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to a file, which must not be there yet.")
    private @Nullable String out;

    @Override
    public Integer call() {
        @Nullable Long pid = process.pid();
        if (minCalls < 1) {
            throw new ParameterException(spec.commandLine(), "--min-calls: " + minCalls + " (expected: 1 or more)");
        }
        Path file = out == null ? null : ConfigurationFile.path(spec.commandLine(), out);
        String options = "min-calls=" + minCalls + (enforce ? " mode=enforce" : "") + (json ? " format=json" : "")
                + (clear ? " clear=true" : "");
        return AgentAction.on(pid, spec.commandLine(), agent -> {
            String suggestion = agent.invoke("suggest", host.pattern(), options);
            return file == null ? print(suggestion) : write(file, suggestion);
        });
    }

    private int print(String suggestion) {
        spec.commandLine().getOut().print(suggestion);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** Into a file of ours: a part of it is nothing to leave behind. */
    private static void writeAll(Path file, String suggestion) throws IOException {
        try {
            Files.write(file, suggestion.getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            Files.delete(file);
            throw full;
        }
    }

    private int write(Path file, String suggestion) {
        try {
            Files.createFile(file);
            writeAll(file, suggestion);
            spec.commandLine().getOut().println(file + ": written");
            return 0;
        } catch (FileAlreadyExistsException there) {
            spec.commandLine()
                    .getErr()
                    .println(file + ": is there already (expected: a new file). Name another, or move that one away");
            return 1;
        } catch (NoSuchFileException absent) {
            spec.commandLine().getErr().println(file + ": cannot be written: no such directory");
            return 1;
        } catch (AccessDeniedException denied) {
            spec.commandLine().getErr().println(file + ": cannot be written: this user may not");
            return 1;
        } catch (IOException failed) {
            spec.commandLine().getErr().println(file + ": cannot be written: " + failed.getMessage());
            return 1;
        }
    }
}
