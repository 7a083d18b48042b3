package io.breakwater.tooling.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Turns everything on again, as it was before. */
@Command(
        name = "on",
        aliases = "enable",
        description = "Turns everything on again, as it was before.",
        footer = {"", "Exit codes: 0 done, 1 not reached or refused, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class OnCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private TargetProcess process;

    @Override
    public Integer call() {
        return AgentAction.tell(process.pid(), spec.commandLine(), "switchOn", AgentAction.by());
    }
}
