package io.breakwater.tooling.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import io.breakwater.tooling.control.status.StatusOrder;
import io.breakwater.tooling.control.status.StatusReport;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what Breakwater does in a running process. */
@Command(
        name = "status",
        description = "Says what Breakwater does in a running process.",
        footer = {"", "Exit codes: 0 told, 1 not reached, 2 wrong usage."},
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class StatusCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private TargetProcess process;

    @Option(names = "--json", description = "One JSON document, for machines; see docs/status.md.")
    private boolean json;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private HostOption host;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private OrderOption order;

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many hosts one by one; the others are summed. Default: 40.")
    private int most;

    @Option(names = "--watch", description = "Again every two seconds, until it is interrupted.")
    private boolean watch;

    @Override
    public Integer call() {
        @Nullable Long pid = process.pid();
        if (most < 0) {
            throw new ParameterException(spec.commandLine(), "--most: " + most + " (expected: 0 or more)");
        }
        StatusOrder first = order.order();
        return AgentAction.on(pid, spec.commandLine(), agent -> {
            print(agent, first);
            while (watch) {
                pause();
                spec.commandLine().getOut().println("");
                print(agent, first);
            }
            return 0;
        });
    }

    private void print(AgentConnection agent, StatusOrder first) throws AttachFailure {
        String document = agent.invoke("status", most, host.pattern(), first.word());
        if (json) {
            // By way of a tree: a newer agent may say more than we know.
            String pretty = new GsonBuilder()
                    .disableHtmlEscaping()
                    .setPrettyPrinting()
                    .create()
                    .toJson(JsonParser.parseString(document));
            spec.commandLine().getOut().print(pretty + System.lineSeparator());
        } else {
            for (String line : StatusText.lines(StatusReport.parse(document), host.pattern(), Terminal.outputWidth())) {
                spec.commandLine().getOut().println(line);
            }
        }
        spec.commandLine().getOut().flush();
    }

    private static void pause() throws AttachFailure {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException interrupted) {
            throw new AttachFailure("interrupted", interrupted);
        }
    }
}
