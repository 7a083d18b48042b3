package io.breakwater.tooling.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has another mode hold for a host than the configuration says, until the process ends. */
@Command(
        name = "mode",
        description = "Has another mode hold for a host than the configuration says, until the process ends.",
        footer = {"", "Exit codes: 0 done, 1 not reached or refused, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class ModeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "[PID] HOST MODE",
            arity = "0..*",
            hideParamSyntax = true,
            description = {
                "PID: the process; left out: the only one with Breakwater.",
                "HOST: all, or as in the configuration: a host, host:port, \"*.suffix\", a network or a JDBC URL.",
                "MODE: disabled, observe or enforce; configured takes the decision back."
            })
    private @Nullable List<String> words;

    @Override
    public Integer call() {
        TargetWords given = TargetWords.of(spec.commandLine(), words, "HOST", "MODE");
        return AgentAction.tell(
                given.pid(), spec.commandLine(), "setMode", given.word(0), given.word(1), AgentAction.by());
    }
}
