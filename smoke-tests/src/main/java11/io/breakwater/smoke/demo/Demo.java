package io.breakwater.smoke.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The demo. Runs an ordinary program against a flaky server twice, without the agent and with it, shows both as they
 * go, and compares them. Exits with 1 if the agent did not keep its promise.
 *
 * <p>Thread-safety: confined to the main thread.
 */
public final class Demo {
    private static final int LOG_LINES = 6;

    private final DemoOptions options;
    private final Plan plan;
    private final Terminal terminal;
    private final Children children = new Children();

    private Demo(DemoOptions options) {
        this.options = options;
        this.plan = new Plan(options.seconds());
        this.terminal = Terminal.standardOutput(options.isInteractive());
    }

    /** Started by the script {@code demo}, which checks and builds what is needed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(new Demo(DemoOptions.parse(args)).play() ? 0 : 1);
    }

    private boolean play() throws IOException, InterruptedException {
        introduce();
        terminal.line(terminal.title("1 of 2: without the agent"));
        terminal.line(terminal.quiet("  java -cp program.jar PriceWatcher http://localhost ... " + options.client()));
        Recording without = run(List.of());
        terminal.line("");
        terminal.line(terminal.title("2 of 2: the same program, the same server, with the agent"));
        List<String> overrides = overrides();
        terminal.line(terminal.quiet("  java -javaagent:breakwater-agent.jar=demo.yaml "
                + overrides.stream().map(override -> override + " ").collect(Collectors.joining())
                + "-cp program.jar PriceWatcher ..."));
        List<String> agentOptions = new ArrayList<>(overrides);
        agentOptions.add("-javaagent:" + options.agent() + "=" + options.config());
        Recording with = run(agentOptions);
        keep("without-agent", without);
        keep("with-agent", with);
        Comparison comparison = new Comparison(
                terminal, plan, new Figures(plan, without), new Figures(plan, with), options.clientRepeats());
        comparison.print();
        agentLog(with);
        return comparison.verdict();
    }

    /** Retries of this client are asked for, because they take hold of private parts of the JDK. */
    private List<String> overrides() {
        return options.client().equals("urlconnection")
                ? List.of("-Dbreakwater.hosts.0.http.retry.url-connection=true")
                : List.of();
    }

    private void introduce() throws IOException {
        terminal.line(terminal.title("Breakwater demo"));
        terminal.line("  A program with 64 threads asks a server for a price " + Plan.RATE
                + " times a second, with the client " + options.client() + ".");
        terminal.line("  The server fails 5 % of the requests (503), stalls 1 % for " + Plan.STALL_MILLIS / 1000
                + " s, and is down for " + plan.outageSeconds() + " s.");
        terminal.line(
                "  Two runs of " + plan.seconds() + " s. The program knows nothing of the agent, only this does:");
        terminal.line("");
        for (String line : Files.readAllLines(options.config(), StandardCharsets.UTF_8)) {
            terminal.line(terminal.quiet("    " + line));
        }
        terminal.line("");
    }

    private Recording run(List<String> agentOptions) throws IOException, InterruptedException {
        return new Run(plan, children, new Timeline(terminal, plan), options, agentOptions).play();
    }

    private void agentLog(Recording recording) {
        List<String> complaints = recording.complaints();
        if (complaints.isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line("  " + terminal.title("What the agent wrote on standard error")
                + (complaints.size() > LOG_LINES ? " (the first " + LOG_LINES + " of " + complaints.size() + ")" : ""));
        complaints.stream().limit(LOG_LINES).forEach(line -> terminal.line(terminal.quiet("    " + line)));
    }

    private void keep(String name, Recording recording) throws IOException {
        Path directory = options.keep();
        if (directory == null) {
            return;
        }
        Files.createDirectories(directory);
        Files.write(
                directory.resolve(name + ".calls.txt"),
                recording.calls().stream()
                        .map(call -> call.dueMillis() + " " + call.startedMillis() + " " + call.endedMillis() + " "
                                + call.outcome())
                        .collect(Collectors.toList()));
        Files.write(
                directory.resolve(name + ".arrivals.txt"),
                recording.arrivals().stream().map(String::valueOf).collect(Collectors.toList()));
        Files.write(directory.resolve(name + ".stderr.txt"), recording.complaints());
    }
}
