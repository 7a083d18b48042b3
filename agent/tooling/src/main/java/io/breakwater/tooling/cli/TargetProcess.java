package io.breakwater.tooling.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The process that a command is about, which may be left out. For commands that have no other words. */
final class TargetProcess {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec command;

    @Parameters(
            paramLabel = "[PID]",
            arity = "0..*",
            hideParamSyntax = true,
            description = "PID: the process; left out: the only one with Breakwater.")
    private @Nullable List<String> words;

    /**
     * Null if it was left out.
     *
     * @throws ParameterException if there is more than one word, or it is no process id
     */
    @Nullable
    Long pid() {
        return TargetWords.of(command.commandLine(), words).pid();
    }
}
