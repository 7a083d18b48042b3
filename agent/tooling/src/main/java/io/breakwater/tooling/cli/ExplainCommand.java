package io.breakwater.tooling.cli;

import io.breakwater.config.Configuration;
import io.breakwater.config.Explanation;
import io.breakwater.config.LoadResult;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a configuration file would do to one call, and which line asks for it. */
@Command(
        name = "explain",
        description = "Says what a configuration file would do to one call, and which line asks for it.",
        footer = {
            "",
            "Example: explain breakwater.yaml GET https://inventory.corp.example/v1/stock",
            "",
            "Exit codes: 0 explained, 1 the file has problems, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A configuration file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String file;

    @Parameters(index = "1", paramLabel = "METHOD", description = "GET, POST, ...")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String method;

    @Parameters(index = "2", paramLabel = "URL", description = "An http or https URL. Query and user are never shown.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String url;

    @Override
    public Integer call() {
        URI target = uri();
        LoadResult result = ConfigurationFile.load(ConfigurationFile.path(spec.commandLine(), file));
        Configuration configuration = result.configuration();
        if (configuration == null) {
            ConfigurationFile.print(result.problems(), "", spec.commandLine().getErr());
            return 1;
        }
        try {
            Explanation explanation = configuration.explain(method.toUpperCase(Locale.ROOT), target);
            ExplanationTable.print(explanation, spec.commandLine().getOut());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "URL: " + e.getMessage(), e);
        }
        return 0;
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
