package io.breakwater.smoke.demo;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The demo. Runs an ordinary program against a flaky server twice, without the agent and with it, shows both as they
 * go, and compares them. Exits with 1 if the agent did not keep its promise. {@link DatabaseDemo} does the same with a
 * database, {@link TraceDemo} shows what becomes of it in a tracing backend.
 *
 * <p>Thread-safety: confined to the main thread.
 */
public final class Demo {
    private final DemoOptions options;
    private final Plan plan;
    private final Terminal terminal;
    private final Presentation presentation;
    private final Children children = new Children();

    private Demo(DemoOptions options, Terminal terminal) {
        this.options = options;
        this.plan = new Plan(options.seconds());
        this.terminal = terminal;
        this.presentation = new Presentation(options, terminal);
    }

    /** Started by the script {@code demo}, which checks and builds what is needed. */
    public static void main(String[] args) throws IOException, InterruptedException {
        DemoOptions options = DemoOptions.parse(args);
        Terminal terminal = Terminal.standardOutput(options.isInteractive());
        System.exit(play(options, terminal) ? 0 : 1);
    }

    private static boolean play(DemoOptions options, Terminal terminal) throws IOException, InterruptedException {
        if (options.isTrace()) {
            return new TraceDemo(options, terminal).play();
        }
        return options.isDatabase() ? new DatabaseDemo(options, terminal).play() : new Demo(options, terminal).play();
    }

    private boolean play() throws IOException, InterruptedException {
        presentation.introduce(
                "A program with 64 threads asks a server for a price " + Plan.RATE + " times a second, with the client "
                        + options.client() + ".",
                "The server fails 5 % of the requests (503), stalls 1 % for " + Plan.STALL_MILLIS / 1000
                        + " s, and is down for " + plan.outageSeconds() + " s.",
                "Two runs of " + plan.seconds() + " s. The program knows nothing of the agent, only this does:");
        presentation.run(
                "1 of 2: without the agent",
                "java -cp program.jar PriceWatcher http://localhost ... " + options.client());
        Recording without = run(List.of());
        terminal.line("");
        List<String> overrides = overrides();
        presentation.run(
                "2 of 2: the same program, the same server, with the agent",
                "java -javaagent:breakwater-agent.jar=demo.yaml "
                        + overrides.stream().map(override -> override + " ").collect(Collectors.joining())
                        + "-cp program.jar PriceWatcher ...");
        Recording with = run(presentation.agentOptions(overrides));
        presentation.keep("without-agent", without, without.arrivals());
        presentation.keep("with-agent", with, with.arrivals());
        Comparison comparison = new Comparison(
                terminal, plan, new Figures(plan, without), new Figures(plan, with), options.clientRepeats());
        comparison.print();
        presentation.agentLog(with);
        return comparison.verdict();
    }

    /** Retries of this client are asked for, because they take hold of private parts of the JDK. */
    private List<String> overrides() {
        return options.client().equals("urlconnection")
                ? List.of("-Dbreakwater.hosts.0.http.retry.url-connection=true")
                : List.of();
    }

    private Recording run(List<String> agentOptions) throws IOException, InterruptedException {
        return new Run(plan, children, new Timeline(terminal), options, agentOptions).play();
    }
}
