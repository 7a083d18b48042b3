package io.breakwater.tooling.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the configuration looked at now, and taken if it is good. */
@Command(
        name = "reload",
        description = "Has the configuration looked at now, and taken if it is good.",
        footer = {"", "Exit codes: 0 done, 1 not reached or refused, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class ReloadCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "[PID]",
            arity = "0..*",
            hideParamSyntax = true,
            description = {"PID: the process; left out: the only one with Breakwater."})
    private @Nullable List<String> words;

    @Override
    public Integer call() {
        TargetWords given = TargetWords.of(spec.commandLine(), words);
        return AgentAction.tell(given.pid(), spec.commandLine(), "reload", AgentAction.by());
    }
}
