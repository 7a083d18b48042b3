package io.breakwater.tooling.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code java -jar breakwater-agent.jar}: what to run, and with which exit code it ends: 0 good, 1 a problem in the
 * configuration, 2 wrong usage.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
@Command(
        name = "java -jar breakwater-agent.jar",
        description =
                "Guards the outbound calls of a JVM application. This command line looks at its configuration, and at running processes.",
        footer = {"", "To run an application with it: java -javaagent:breakwater-agent.jar=FILE -jar app.jar"},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class,
        subcommands = {
            CheckCommand.class,
            ExplainCommand.class,
            SchemaCommand.class,
            DefaultsCommand.class,
            AttachCommand.class,
            DetachCommand.class,
            StatusCommand.class,
            TopCommand.class,
            ModeCommand.class,
            BreakerCommand.class,
            OffCommand.class,
            OnCommand.class,
            ReloadCommand.class,
            SuggestCommand.class
        })
public final class BreakwaterCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    private BreakwaterCommand() {}

    /** Runs the command and returns the exit code; never ends the JVM. */
    public static int run(String[] args) {
        OwnCommand.remember(args);
        PrintWriter out = writer(System.out);
        PrintWriter err = writer(System.err);
        return run(out, err, args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        int exit = new CommandLine(new BreakwaterCommand())
                .setOut(new PrintableWriter(out))
                .setErr(new PrintableWriter(err))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(BreakwaterCommand::explainMisuse)
                .execute(args);
        out.flush();
        err.flush();
        return exit;
    }

    /** A long help would push what is wrong off the screen; only who names no command needs the list of them. */
    private static int explainMisuse(ParameterException misuse, String[] args) {
        CommandLine command = misuse.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(misuse.getMessage());
        boolean suggested = UnmatchedArgumentException.printSuggestions(misuse, err);
        if (command.getParent() == null && !suggested) {
            command.usage(err);
        } else {
            err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "command: none (expected: one of "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
