package io.breakwater.tooling.cli;

import io.breakwater.config.source.ConfigSources;
import io.breakwater.tooling.AttachRequest;
import io.breakwater.tooling.PublishedState;
import java.io.File;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings the agent into a JVM that runs, and says what has become of it. */
@Command(
        name = "attach",
        description = {
            "Brings the agent into a JVM that runs. What it has loaded is guarded at once, clients that exist included.",
            "Without a process id: lists the JVMs of this machine, and touches none."
        },
        footer = {
            "",
            "Examples: attach 4711",
            "          attach 4711 --config /etc/breakwater.yaml",
            "          attach 4711 --config breakwater.yaml -Dmode=observe --log info",
            "",
            "Exit codes: 0 the agent is active with the configuration that was asked for, 1 it is not, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class AttachCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PID",
            description = "The id of the process, as jps shows it.")
    private @Nullable Long pid;

    @Option(
            names = "--config",
            paramLabel = "FILE|DIRECTORY|URL",
            description = "The configuration. Checked before anything is loaded. Without it: what the JVM itself was"
                    + " started with, or else the agent observes.")
    private @Nullable String config;

    @Option(
            names = "-D",
            paramLabel = "NAME=VALUE",
            description =
                    "A single value over those of the file, as a system property at the start of the JVM would be:"
                            + " -Dmode=observe. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--log",
            paramLabel = "LEVEL",
            description = "info to have the agent say more in the JVM's own log.")
    private @Nullable String logLevel;

    @Option(
            names = "--force",
            description = "Attach in spite of a configuration with problems: the agent observes then.")
    private boolean force;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        if (pid != null) {
            ProcessId.require(spec.commandLine(), pid);
        }
        try {
            AttachApi api = AttachApi.find();
            if (pid == null) {
                JvmTable.print(api.list(), spec.commandLine().getOut());
                return 0;
            }
            try (TargetJvm jvm = api.attach(pid)) {
                return attach(jvm);
            }
        } catch (AttachFailure failure) {
            spec.commandLine().getOut().flush();
            err.println(failure.getMessage());
            err.flush();
            return 1;
        }
    }

    private int attach(TargetJvm jvm) throws AttachFailure {
        AgentReport before = AgentReport.of(jvm.agentProperties());
        if (before.isActive() || before.isDetaching()) {
            return alreadyThere(before, jvm);
        }
        TargetChecks checks = new TargetChecks(jvm);
        File jar = AttachApi.ownJar();
        checks.refuseUnfit();
        checks.refuseUnreadable(jar, "the agent's jar");
        Map<String, String> given = ConfigurationCheck.withoutPrefix(settings);
        ConfigurationCheck configuration = ConfigurationCheck.of(config, given, checks.properties());
        configuration.print(spec.commandLine());
        if (configuration.isBad() && !force) {
            throw new AttachFailure("nothing was attached. Mend it, or use --force for an agent that observes only");
        }
        if (configuration.file() != null) {
            checks.refuseUnreadable(configuration.file(), "the configuration");
        }
        AttachRequest request =
                AttachRequest.attach(jar.getPath(), Requests.newId(), configuration.location(), logLevel, given);
        new Requests(jvm).send(jar, request);
        return report(jvm, request, checks);
    }

    private int report(TargetJvm jvm, AttachRequest request, TargetChecks checks) throws AttachFailure {
        Requests requests = new Requests(jvm);
        PublishedState.Answer answer = requests.answerTo(request);
        switch (answer) {
            case BEGUN:
                AgentReport report = requests.awaitActive();
                report.print("is active", jvm.pid(), out());
                checks.explainWarning(out());
                return report.isRefused() ? 1 : 0;
            case ALREADY_ACTIVE:
                return alreadyThere(requests.awaitActive(), jvm);
            case SWITCHED_OFF:
                throw new AttachFailure(jvm.pid() + ": says that it wants no agent: " + requests.wordsOf(request)
                        + ". Start it without that");
            default:
                throw new AttachFailure(jvm.pid() + ": the agent is not active: " + requests.wordsOf(request)
                        + ". The application runs without it");
        }
    }

    private int alreadyThere(AgentReport report, TargetJvm jvm) throws AttachFailure {
        if (report.isDetaching()) {
            throw new AttachFailure(
                    jvm.pid() + ": its agent is being detached, and nothing was changed. Attach again when"
                            + " that is over; detach waits for it");
        }
        report.print("is active already, and nothing was changed", jvm.pid(), out());
        if (!settings.isEmpty() || logLevel != null) {
            throw new AttachFailure(
                    "-D and --log are for an agent that begins. Change the configuration of this one, or detach "
                            + jvm.pid() + " and attach again");
        }
        if (config == null || isInForce(config, report, jvm)) {
            return 0;
        }
        throw new AttachFailure(config + " is not in force. Change the configuration that is, or detach " + jvm.pid()
                + " and attach again");
    }

    /** Of a URL nothing is known here: it is told without its credentials. */
    private static boolean isInForce(String config, AgentReport report, TargetJvm jvm) throws AttachFailure {
        if (ConfigSources.isUrl(config.trim())) {
            return true;
        }
        String home = new TargetChecks(jvm).properties().getProperty("user.dir", "");
        return ConfigurationCheck.absolute(config.trim(), System.getProperty("user.dir"))
                .equals(ConfigurationCheck.absolute(report.source(), home));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
