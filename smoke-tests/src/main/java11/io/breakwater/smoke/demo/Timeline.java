package io.breakwater.smoke.demo;

/**
 * One line for each second of a run, while it runs.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class Timeline {
    private static final int WIDTH = 40;
    private static final int CALLS_PER_CELL = 3;

    private final Terminal terminal;
    private final Plan plan;

    Timeline(Terminal terminal, Plan plan) {
        this.terminal = terminal;
        this.plan = plan;
    }

    void head() {
        terminal.line(terminal.quiet(String.format(
                "  %6s  %-" + WIDTH + "s %8s %7s %8s %9s",
                "second",
                "",
                "answered",
                "failed",
                "waiting",
                "at server")));
    }

    /** @param second that has just passed, counted from 0 */
    void second(int second, Figures figures) {
        long answered = figures.answeredIn(second);
        long failed = figures.failedIn(second);
        String numbers = String.format(
                " %8d %7d %8d %9d", answered, failed, figures.waitingAfter(second), figures.requestsIn(second));
        terminal.line(String.format("  %6d  ", second + 1) + bar(answered, failed) + numbers + "  " + phase(second));
    }

    private String bar(long answered, long failed) {
        int failedCells = failed == 0 ? 0 : cells(failed);
        int answeredCells = Math.min(WIDTH - failedCells, answered == 0 ? 0 : cells(answered));
        return terminal.bar(answeredCells, failedCells, WIDTH);
    }

    private static int cells(long calls) {
        return (int) Math.min(WIDTH, Math.max(1, Math.round((double) calls / CALLS_PER_CELL)));
    }

    private String phase(int second) {
        boolean outage = plan.isOutage(second * 1000L);
        return outage ? terminal.paint(Terminal.Tone.BAD, "outage") : "";
    }
}
