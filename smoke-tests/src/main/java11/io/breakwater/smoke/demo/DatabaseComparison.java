package io.breakwater.smoke.demo;

import io.breakwater.smoke.demo.DatabasePlan.Turn;
import java.util.Locale;
import java.util.function.Function;

/**
 * The table at the end of the runs against a database, and whether the promise was kept.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class DatabaseComparison {
    /** Those statements that stall must fail; a few more may, while the program warms up. */
    private static final double MOST_USELESS_SHARE = 1.0 / DatabasePlan.STATEMENTS_PER_STALL + 0.02;

    /** Half a second for a connection, and as much and a bit for a statement on one that is dead; and some air. */
    private static final long MOST_WAIT_MILLIS = 2_000;

    /** The pool itself waits up to 5 s between two attempts to connect. */
    private static final double MOST_SECONDS_TO_RECOVER = 5.5;

    private final Table table;
    private final DatabaseFigures without;
    private final DatabaseFigures with;

    DatabaseComparison(Terminal terminal, DatabaseFigures without, DatabaseFigures with) {
        this.table = new Table(terminal);
        this.without = without;
        this.with = with;
    }

    void print() {
        table.head();
        row("calls", figures -> Table.count(figures.calls()));
        table.group("One statement in " + DatabasePlan.STATEMENTS_PER_STALL + " stalls for "
                + DatabasePlan.STALL_MILLIS / 1000 + " s");
        row("failed", figures -> {
            Sample sample = figures.stalling();
            return Table.share(sample.failed(), sample.failedShare());
        });
        row("failed, or answered later than after 1 s", figures -> {
            Sample sample = figures.stalling();
            return Table.share(sample.size() - sample.useful(), sample.uselessShare());
        });
        row("p50", figures -> Table.duration(figures.stalling().answeredWithinMillis(0.5)));
        row("p99", figures -> Table.duration(figures.stalling().answeredWithinMillis(0.99)));
        table.group("The server is killed and started again, and the 2 s after it");
        outage(Turn.DOWN, Turn.UP);
        table.group("The network falls silent: what is sent is lost, and nobody told; and the 2 s after it");
        outage(Turn.SILENT, Turn.HEARD);
        table.group("Both outages");
        row("messages per call that the network saw", figures -> Table.ratio(figures.messagesPerCallInOutages()));
        table.group("Inserts");
        row(
                "answered, and rows in the table",
                figures -> Table.count(figures.answeredSales()) + " / " + Table.count(figures.rows()));
        row(
                "rows there twice, and answered but not there",
                figures -> figures.rowsTooMany() + " / " + figures.rowsMissing());
        table.rule();
        table.legend(
                "Counted from when a call was due. Recovered once 9 of 10 calls that end are answered within 1 s.");
        table.legend("Between two attempts to connect the pool itself waits longer and longer, up to 5 s.");
        table.legend("More rows than answers: an answer was lost. A message is a statement, or a step of a login.");
    }

    private void outage(Turn begin, Turn end) {
        row("how long", figures -> Table.duration(figures.millisBetween(begin, end)));
        row("failed", figures -> Table.count(figures.outage(begin, end).failed()));
        row(
                "callers that hang longer than 1 s",
                figures -> Table.count(figures.outage(begin, end).hanging()));
        row("the longest wait", figures -> longestWait(figures, begin, end));
        row("attempts to connect", figures -> Table.count(figures.connectionsBetween(begin, end)));
        row("seconds to recover", figures -> Table.seconds(figures.secondsToRecoverFrom(end)));
    }

    private static String longestWait(DatabaseFigures figures, Turn begin, Turn end) {
        Sample sample = figures.outage(begin, end);
        return (sample.hasUnfinished() ? "> " : "") + Table.duration(sample.endedWithinMillis(1));
    }

    private void row(String label, Function<DatabaseFigures, String> value) {
        table.row(label, value.apply(without), value.apply(with));
    }

    /** Prints a line for each promise. */
    boolean verdict() {
        double useless = with.stalling().uselessShare();
        long waitMillis = Math.max(
                with.outage(Turn.DOWN, Turn.UP).endedWithinMillis(1),
                with.outage(Turn.SILENT, Turn.HEARD).endedWithinMillis(1));
        double afterRestart = with.secondsToRecoverFrom(Turn.UP);
        double afterSilence = with.secondsToRecoverFrom(Turn.HEARD);
        table.gap();
        boolean kept = promise(
                useless <= MOST_USELESS_SHARE,
                "failed or late while statements stall: " + Table.percent(useless) + " (expected: at most "
                        + Table.percent(MOST_USELESS_SHARE) + ")");
        kept &= promise(
                waitMillis <= MOST_WAIT_MILLIS,
                "longest wait in an outage: " + Table.duration(waitMillis) + " (expected: at most "
                        + Table.duration(MOST_WAIT_MILLIS) + ")");
        kept &= promise(
                isSoon(afterRestart) && isSoon(afterSilence),
                String.format(
                        Locale.ROOT,
                        "seconds to recover: %s and %s (expected: at most %.1f)",
                        Table.seconds(afterRestart),
                        Table.seconds(afterSilence),
                        MOST_SECONDS_TO_RECOVER));
        kept &= promise(
                with.rowsTooMany() == 0 && with.rowsMissing() == 0,
                "inserts done twice: " + with.rowsTooMany() + ", answered and lost: " + with.rowsMissing()
                        + " (expected: none)");
        return kept;
    }

    private static boolean isSoon(double seconds) {
        return seconds >= 0 && seconds <= MOST_SECONDS_TO_RECOVER;
    }

    private boolean promise(boolean kept, String text) {
        table.promise(kept, text);
        return kept;
    }
}
