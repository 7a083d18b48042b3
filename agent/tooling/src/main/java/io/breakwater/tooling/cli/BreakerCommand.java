package io.breakwater.tooling.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Decides on the state of a circuit breaker, until it is reset or the process ends. */
@Command(
        name = "breaker",
        description = "Decides on the state of a circuit breaker, until it is reset or the process ends.",
        footer = {"", "Exit codes: 0 done, 1 not reached or refused, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class BreakerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            paramLabel = "[PID] HOST ACTION",
            arity = "0..*",
            hideParamSyntax = true,
            description = {
                "PID: the process; left out: the only one with Breakwater.",
                "HOST: all, or as in the configuration: a host, host:port, \"*.suffix\", a network or a JDBC URL.",
                "ACTION: force-open refuses every call, force-closed lets every call through; reset takes that back, and"
                        + " closes the breaker with nothing counted."
            })
    private @Nullable List<String> words;

    @Override
    public Integer call() {
        TargetWords given = TargetWords.of(spec.commandLine(), words, "HOST", "ACTION");
        return AgentAction.tell(
                given.pid(), spec.commandLine(), "setBreaker", given.word(0), given.word(1), AgentAction.by());
    }
}
