package io.breakwater.tooling.cli;

import static io.breakwater.tooling.cli.ConfigurationFile.counted;

import io.breakwater.config.Configuration;
import io.breakwater.config.LoadResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong with files. Problems go to standard error, the rest to standard output. */
@Command(
        name = "check",
        description = "Says everything that is wrong with configuration files.",
        footer = {"", "Exit codes: 0 every file is good, 1 a file has problems, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private OverrideOptions options;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "A configuration file, a directory of them, or a URL.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private List<String> files;

    @Override
    public Integer call() {
        for (String file : files) {
            ConfigurationFile.require(spec.commandLine(), file);
        }
        int exit = 0;
        for (String file : files) {
            exit = Math.max(exit, check(file));
        }
        return exit;
    }

    private int check(String location) {
        LoadResult result = ConfigurationFile.load(location, options.overrides(System.getenv()));
        String file = ConfigurationFile.name(location);
        PrintWriter out = spec.commandLine().getOut();
        ConfigurationFile.print(result.notices(), "note: ", out);
        Configuration configuration = result.configuration();
        if (configuration == null) {
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            ConfigurationFile.print(result.problems(), "", err);
            String count = counted(result.problems().size(), "problem");
            err.println(file + ": " + count + ". An agent given this file would only observe.");
            err.flush();
            return 1;
        }
        String hosts = counted(configuration.hostCount(), "host entry").replace("entrys", "entries");
        String notes = result.notices().isEmpty()
                ? ""
                : ", " + counted(result.notices().size(), "note");
        out.println(file + ": good (" + hosts + notes + ")");
        return 0;
    }
}
