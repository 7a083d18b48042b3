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
    private static final int LABEL = 44;
    private static final int COLUMN = 18;

    private final Terminal terminal;
    private final Plan plan;
    private final Figures without;
    private final Figures with;
    private final boolean clientRepeats;

    /**
     * @param clientRepeats true if the client repeats a 503 by itself: without the agent it makes callers wait for the
     *     answer rather than fail
     */
    Comparison(Terminal terminal, Plan plan, Figures without, Figures with, boolean clientRepeats) {
        this.terminal = terminal;
        this.plan = plan;
        this.without = without;
        this.with = with;
        this.clientRepeats = clientRepeats;
    }

    void print() {
        int width = LABEL + 2 * COLUMN;
        terminal.line("");
        row(terminal.title(pad("", LABEL)), terminal.title(right("without")), terminal.title(right("with Breakwater")));
        terminal.line("  " + terminal.rule(width));
        row("calls", count(without.calls()), count(with.calls()));
        group("The flaky server outside the outage: 5 % of 503, 1 % of stalls");
        row("failed", failed(without), failed(with));
        row("failed, or answered later than after 1 s", useless(without), useless(with));
        row("p50", answered(without, 0.5), answered(with, 0.5));
        row("p99", answered(without, 0.99), answered(with, 0.99));
        group("The outage of " + plan.outageSeconds() + " s, and the " + Plan.SETTLING_MILLIS / 1000 + " s after it");
        row("answered later than after 1 s", late(without), late(with));
        row("requests per call that the server saw", ratio(without), ratio(with));
        row("seconds to recover (two probes a second)", recovery(without), recovery(with));
        terminal.line("  " + terminal.rule(width));
        legend("Counted from when a call was due. Recovered once 9 of 10 calls that end are answered within 1 s.");
        legend("Failed in the outage, and the longest wait: " + callers(without) + " without, " + callers(with)
                + " with.");
    }

    /** Prints a line for each promise. */
    boolean verdict() {
        double shareWithout = failureShare(without);
        double share = failureShare(with);
        double requests = with.requestsPerCallInOutage();
        boolean fewFailures = share <= shareWithout * MOST_OF_THE_FAILURES;
        boolean fewRequests = requests <= MOST_REQUESTS_PER_CALL;
        terminal.line("");
        promise(
                fewFailures,
                (clientRepeats ? "failed or late, flaky server: " : "failed, flaky server: ") + percent(share)
                        + " (expected: at most a tenth of " + percent(shareWithout) + ")");
        promise(
                fewRequests,
                String.format(
                        Locale.ROOT,
                        "requests per call in the outage: %.2f (expected: at most 1 + 20 %% + 1/s = %.2f)",
                        requests,
                        MOST_REQUESTS_PER_CALL));
        return fewFailures && fewRequests;
    }

    private double failureShare(Figures figures) {
        Figures.Sample flaky = figures.flaky();
        return clientRepeats ? flaky.uselessShare() : flaky.failedShare();
    }

    private void promise(boolean kept, String text) {
        terminal.line("  " + terminal.mark(kept) + " " + text);
    }

    private void group(String title) {
        terminal.line("  " + terminal.title(title));
    }

    private void row(String label, String left, String right) {
        terminal.line("  " + pad("  " + label, LABEL) + right(left) + right(right));
    }

    private void legend(String text) {
        terminal.line("  " + terminal.quiet(text));
    }

    private static String answered(Figures figures, double share) {
        return duration(figures.flaky().answeredWithinMillis(share));
    }

    private static String failed(Figures figures) {
        Figures.Sample sample = figures.flaky();
        return share(sample.failed(), sample.failedShare());
    }

    private static String useless(Figures figures) {
        Figures.Sample sample = figures.flaky();
        return share(sample.size() - sample.useful(), sample.uselessShare());
    }

    private static String late(Figures figures) {
        Figures.Sample sample = figures.outage();
        return share(sample.late(), sample.lateShare());
    }

    private static String share(long calls, double share) {
        return String.format(Locale.ROOT, "%,d  %7s", calls, percent(share));
    }

    /** In an outage nobody can be answered; what differs is how long callers hang. */
    private static String callers(Figures figures) {
        Figures.Sample sample = figures.outage();
        return count(sample.failed()) + " calls and " + duration(sample.endedWithinMillis(1));
    }

    private static String ratio(Figures figures) {
        return String.format(Locale.ROOT, "%.2f", figures.requestsPerCallInOutage());
    }

    private static String recovery(Figures figures) {
        double seconds = figures.secondsToRecover();
        return seconds < 0 ? "never" : String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static String duration(long millis) {
        return millis < 1
                ? "< 1 ms"
                : millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(0, COLUMN - text.length())) + text;
    }
}
