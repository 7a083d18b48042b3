package io.breakwater.smoke.demo;

import java.util.Locale;

/**
 * The table at the end, and whether the promise was kept.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class Comparison {
    /** 20 % of the calls, and one a second, as config-examples/demo.yaml says. */
    private static final double MOST_REQUESTS_PER_CALL = 1 + 0.2 + 1.0 / Plan.RATE;

    private static final double MOST_OF_THE_FAILURES = 0.1;

    private final Table table;
    private final Plan plan;
    private final Figures without;
    private final Figures with;
    private final boolean clientRepeats;

    /**
     * @param clientRepeats true if the client repeats a 503 by itself: without the agent it makes callers wait for the
     *     answer rather than fail
     */
    Comparison(Terminal terminal, Plan plan, Figures without, Figures with, boolean clientRepeats) {
        this.table = new Table(terminal);
        this.plan = plan;
        this.without = without;
        this.with = with;
        this.clientRepeats = clientRepeats;
    }

    void print() {
        table.head();
        table.row("calls", Table.count(without.calls()), Table.count(with.calls()));
        table.group("The flaky server outside the outage: 5 % of 503, 1 % of stalls");
        table.row("failed", failed(without), failed(with));
        table.row("failed, or answered later than after 1 s", useless(without), useless(with));
        table.row("p50", answered(without, 0.5), answered(with, 0.5));
        table.row("p99", answered(without, 0.99), answered(with, 0.99));
        table.group(
                "The outage of " + plan.outageSeconds() + " s, and the " + Plan.SETTLING_MILLIS / 1000 + " s after it");
        table.row("answered later than after 1 s", late(without), late(with));
        table.row(
                "requests per call that the server saw",
                Table.ratio(without.requestsPerCallInOutage()),
                Table.ratio(with.requestsPerCallInOutage()));
        table.row(
                "seconds to recover (two probes a second)",
                Table.seconds(without.secondsToRecover()),
                Table.seconds(with.secondsToRecover()));
        table.rule();
        table.legend(
                "Counted from when a call was due. Recovered once 9 of 10 calls that end are answered within 1 s.");
        table.legend("Failed in the outage, and the longest wait: " + callers(without) + " without, " + callers(with)
                + " with.");
    }

    /** Prints a line for each promise. */
    boolean verdict() {
        double shareWithout = failureShare(without);
        double share = failureShare(with);
        double requests = with.requestsPerCallInOutage();
        boolean fewFailures = share <= shareWithout * MOST_OF_THE_FAILURES;
        boolean fewRequests = requests <= MOST_REQUESTS_PER_CALL;
        table.gap();
        table.promise(
                fewFailures,
                (clientRepeats ? "failed or late, flaky server: " : "failed, flaky server: ") + Table.percent(share)
                        + " (expected: at most a tenth of " + Table.percent(shareWithout) + ")");
        table.promise(
                fewRequests,
                String.format(
                        Locale.ROOT,
                        "requests per call in the outage: %.2f (expected: at most 1 + 20 %% + 1/s = %.2f)",
                        requests,
                        MOST_REQUESTS_PER_CALL));
        return fewFailures && fewRequests;
    }

    private double failureShare(Figures figures) {
        Sample flaky = figures.flaky();
        return clientRepeats ? flaky.uselessShare() : flaky.failedShare();
    }

    private static String answered(Figures figures, double share) {
        return Table.duration(figures.flaky().answeredWithinMillis(share));
    }

    private static String failed(Figures figures) {
        Sample sample = figures.flaky();
        return Table.share(sample.failed(), sample.failedShare());
    }

    private static String useless(Figures figures) {
        Sample sample = figures.flaky();
        return Table.share(sample.size() - sample.useful(), sample.uselessShare());
    }

    private static String late(Figures figures) {
        Sample sample = figures.outage();
        return Table.share(sample.late(), sample.lateShare());
    }

    /** In an outage nobody can be answered; what differs is how long callers hang. */
    private static String callers(Figures figures) {
        Sample sample = figures.outage();
        return Table.count(sample.failed()) + " calls and " + Table.duration(sample.endedWithinMillis(1));
    }
}
