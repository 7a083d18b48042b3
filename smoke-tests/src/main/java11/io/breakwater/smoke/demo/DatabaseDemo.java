package io.breakwater.smoke.demo;

import java.io.IOException;
import java.util.List;

/**
 * The demo with a database: a real PostgreSQL that stalls, is killed and falls silent, under a program with a pool of
 * connections.
 *
 * <p>Thread-safety: confined to the main thread.
 */
final class DatabaseDemo {
    private final DemoOptions options;
    private final DatabasePlan plan;
    private final Terminal terminal;
    private final Presentation presentation;
    private final Children children = new Children();

    DatabaseDemo(DemoOptions options, Terminal terminal) {
        this.options = options;
        this.plan = new DatabasePlan(options.seconds());
        this.terminal = terminal;
        this.presentation = new Presentation(options, terminal);
    }

    /** True if the promise was kept. */
    boolean play() throws IOException, InterruptedException {
        presentation.introduce(
                "A program with 100 threads and a HikariCP of 10 connections calls a real PostgreSQL "
                        + DatabasePlan.RATE,
                "times a second: four calls are a select, the fifth is an insert. It waits 500 ms for a connection.",
                "First one statement in " + DatabasePlan.STATEMENTS_PER_STALL + " stalls for "
                        + DatabasePlan.STALL_MILLIS / 1000
                        + " s, then the server is killed and started again, then the network",
                "falls silent. Two runs of " + plan.seconds()
                        + " s. The program knows nothing of the agent, only this does:");
        presentation.run(
                "1 of 2: without the agent",
                "java -cp program.jar:HikariCP.jar:postgresql.jar CashDesk jdbc:postgresql:...");
        DatabaseRun without = run(List.of());
        DatabaseFigures figuresWithout = without.play();
        terminal.line("");
        presentation.run(
                "2 of 2: the same program, a new database, with the agent",
                "java -javaagent:breakwater-agent.jar=demo-database.yaml -cp program.jar:HikariCP.jar:postgresql.jar"
                        + " CashDesk ...");
        DatabaseRun with = run(presentation.agentOptions(List.of()));
        DatabaseFigures figuresWith = with.play();
        presentation.keep("without-agent", without.recording(), without.events().messages());
        presentation.keep("with-agent", with.recording(), with.events().messages());
        DatabaseComparison comparison = new DatabaseComparison(terminal, figuresWithout, figuresWith);
        comparison.print();
        presentation.agentLog(with.recording());
        return comparison.verdict();
    }

    private DatabaseRun run(List<String> agentOptions) {
        return new DatabaseRun(plan, children, new Timeline(terminal), options, agentOptions);
    }
}
