package io.breakwater.tooling.cli;

import io.breakwater.tooling.AttachRequest;
import io.breakwater.tooling.PublishedState.Answer;
import java.io.File;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the agent out of a JVM that runs, and waits until it is out. */
@Command(
        name = "detach",
        description = {
            "Takes the agent out of a JVM that runs, however it came in. At once no call is guarded any more; calls under way"
                    + " get time to end as they would have; then every class has its own bytecode back."
        },
        footer = {
            "",
            "Example: detach 4711 --wait 10",
            "",
            "Exit codes: 0 there is no agent any more, 1 there is one still, 2 wrong usage."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProductVersion.class)
final class DetachCommand implements Callable<Integer> {
    /** What follows the wait takes its time: classes are woven back, a few at a time before Java 13, and threads end. */
    private static final long REST_SECONDS = 120;

    private static final long MOST_SECONDS = TimeUnit.DAYS.toSeconds(1);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PID", description = "The id of the process, as jps shows it.")
    private long pid;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "For calls under way, at most; after that they go on without the agent. Default: ${DEFAULT-VALUE}.")
    private long waitSeconds;

    @Override
    public Integer call() {
        ProcessId.require(spec.commandLine(), pid);
        if (waitSeconds < 0 || waitSeconds > MOST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--wait: " + waitSeconds + " (expected: seconds, 0 to " + MOST_SECONDS + ")");
        }
        try (TargetJvm jvm = AttachApi.find().attach(pid)) {
            return detach(jvm);
        } catch (AttachFailure failure) {
            spec.commandLine().getOut().flush();
            spec.commandLine().getErr().println(failure.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private int detach(TargetJvm jvm) throws AttachFailure {
        PrintWriter out = spec.commandLine().getOut();
        File jar = AttachApi.ownJar();
        TargetChecks checks = new TargetChecks(jvm);
        if (AgentReport.of(jvm.agentProperties()).isGone()
                && Boolean.FALSE.equals(ProcessFacts.of(pid).hasAgent())) {
            out.println(pid + ": there is no agent, and nothing was changed");
            return 0;
        }
        checks.refuseUnreadable(jar, "the agent's jar");
        long waitMillis = TimeUnit.SECONDS.toMillis(waitSeconds);
        AttachRequest request = AttachRequest.detach(jar.getPath(), Requests.newId(), waitMillis, AgentAction.by());
        Requests requests = new Requests(jvm);
        requests.send(jar, request);
        Answer answer = requests.answerTo(request);
        if (answer == Answer.NOT_ACTIVE) {
            out.println(pid + ": there is no agent, and nothing was changed");
            return 0;
        }
        if (answer != Answer.DETACHING) {
            throw new AttachFailure(pid + ": the agent cannot be detached: " + requests.wordsOf(request));
        }
        return await(jvm, waitMillis, out);
    }

    private int await(TargetJvm jvm, long waitMillis, PrintWriter out) throws AttachFailure {
        long mostNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis) + TimeUnit.SECONDS.toNanos(REST_SECONDS);
        long startNanos = System.nanoTime();
        AgentReport report = AgentReport.of(jvm.agentProperties());
        while (!report.isGone() && System.nanoTime() - startNanos < mostNanos) {
            Requests.pause();
            report = AgentReport.of(jvm.agentProperties());
        }
        if (!report.isGone()) {
            throw new AttachFailure(
                    pid + ": is still " + report.state() + ". No call is guarded any more; look again with"
                            + " attach, which lists the JVMs that have the agent");
        }
        out.println(pid + ": detached. Every class has its own bytecode back");
        return 0;
    }
}
