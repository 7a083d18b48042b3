package io.breakwater.tooling.cli;

import io.breakwater.config.Configuration;
import io.breakwater.config.Explanation;
import io.breakwater.config.LoadResult;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a configuration file would do to one call, and which line asks for it. */
@Command(
        name = "explain",
        description = "Says what a configuration file would do to one call, and which line asks for it.",
        footer = {
            "",
            "Examples: explain breakwater.yaml GET https://inventory.corp.example/v1/stock",
            "          explain breakwater.yaml SELECT jdbc:postgresql://pg.corp.example/orders",
            "",
            "Exit codes: 0 explained, 1 the file has problems, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class ExplainCommand implements Callable<Integer> {
    private static final String JDBC = "jdbc:";
    private static final URI NO_URI = URI.create("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private OverrideOptions options;

    @Option(
            names = "--all",
            description = "Also what holds for the process as a whole, and why each route does or does not apply.")
    private boolean all;

    @Option(names = "--json", description = "All of it as JSON.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "FILE", description = "A configuration file, a directory of them, or a URL.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String file;

    @Parameters(
            index = "1",
            paramLabel = "METHOD",
            description = "GET, POST, ...; for a database CONNECT, SELECT, EXECUTE, BATCH or CALL.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String method;

    @Parameters(
            index = "2",
            paramLabel = "URL",
            description = "An http, https or JDBC URL. Query, parameters and user are never shown.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String url;

    @Override
    public Integer call() {
        String operation = method.toUpperCase(Locale.ROOT);
        boolean database = url.regionMatches(true, 0, JDBC, 0, JDBC.length());
        if (database && !Explanation.operations().contains(operation)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "METHOD: " + operation + " (expected: one of " + String.join(", ", Explanation.operations())
                            + "; SELECT is a pure read, EXECUTE any other single statement)");
        }
        URI target = database ? NO_URI : uri();
        ConfigurationFile.require(spec.commandLine(), file);
        LoadResult result = ConfigurationFile.load(file, options.overrides(System.getenv()));
        Configuration configuration = result.configuration();
        if (configuration == null) {
            ConfigurationFile.print(result.problems(), "", spec.commandLine().getErr());
            return 1;
        }
        try {
            Explanation explanation =
                    database ? configuration.explainDatabase(operation, url) : configuration.explain(operation, target);
            print(explanation, spec.commandLine().getOut());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "URL: " + e.getMessage(), e);
        }
        return 0;
    }

    private void print(Explanation explanation, PrintWriter out) {
        if (json) {
            ExplanationJson.print(explanation, out);
        } else {
            ExplanationTable.print(explanation, all, out);
        }
    }

    /** The message must not repeat the URL, which may hold a secret. */
    private URI uri() {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            String place = e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
            throw new ParameterException(
                    spec.commandLine(),
                    "URL: not valid" + place + " (expected: such as https://api.example/v1/orders)");
        }
    }
}
