package io.breakwater.tooling.cli;

import static io.breakwater.tooling.cli.ConfigurationFile.counted;

import io.breakwater.config.Configuration;
import io.breakwater.config.LoadResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with a file. Problems go to standard error, the rest to standard output. */
@Command(
        name = "check",
        description = "Says everything that is wrong with a configuration file.",
        footer = {"", "Exit codes: 0 the file is good, 1 it has problems, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A configuration file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String file;

    @Override
    public Integer call() {
        LoadResult result = ConfigurationFile.load(spec.commandLine(), file);
        ConfigurationFile.print(result.notices(), "note: ", spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        Configuration configuration = result.configuration();
        if (configuration == null) {
            ConfigurationFile.print(result.problems(), "", spec.commandLine().getErr());
            String count = counted(result.problems().size(), "problem");
            spec.commandLine().getErr().println(file + ": " + count + ". An agent given this file would only observe.");
            return 1;
        }
        String hosts = counted(configuration.hostCount(), "host entry").replace("entrys", "entries");
        String notes = result.notices().isEmpty()
                ? ""
                : ", " + counted(result.notices().size(), "note");
        spec.commandLine().getOut().println(file + ": good (" + hosts + notes + ")");
        return 0;
    }
}
