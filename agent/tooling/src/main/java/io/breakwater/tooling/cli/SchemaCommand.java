package io.breakwater.tooling.cli;

import io.breakwater.config.ConfigSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what an editor completes and checks a configuration file with. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of the configuration file, for editors.",
        footer = {
            "",
            "Write it beside the file, and into the first line of the file: ",
            "  # yaml-language-server: $schema=breakwater.schema.json",
            "A schema knows no other line than the one that it looks at: `check` says the rest."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class SchemaCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(ConfigSchema.json());
        return 0;
    }
}
