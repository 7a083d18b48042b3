package io.breakwater.tooling.cli;

import io.breakwater.config.DefaultsFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a file to begin with. */
@Command(
        name = "defaults",
        description = "Prints every key with its meaning and its built-in value: a file that changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class DefaultsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(DefaultsFile.text());
        return 0;
    }
}
