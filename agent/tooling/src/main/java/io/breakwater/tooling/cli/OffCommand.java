package io.breakwater.tooling.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Turns everything off at once: calls are made as if Breakwater were not there. */
@Command(
        name = "off",
        aliases = "disable",
        description = "Turns everything off at once: calls are made as if Breakwater were not there.",
        footer = {"", "Exit codes: 0 done, 1 not reached or refused, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class OffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private TargetProcess process;

    @Override
    public Integer call() {
        return AgentAction.tell(process.pid(), spec.commandLine(), "switchOff", AgentAction.by());
    }
}
