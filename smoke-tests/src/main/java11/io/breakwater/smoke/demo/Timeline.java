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
                "  %6s  %-" + WIDTH + "s %7s %6s %7s %8s %9s",
                "second",
                "",
                "in time",
                "late",
                "failed",
                "waiting",
                "at server")));
    }

    /** @param second that has just passed, counted from 0 */
    void second(int second, Figures figures) {
        Figures.Sample ended = figures.endedIn(second);
        String numbers = String.format(
                " %7d %6d %7d %8d %9d",
                ended.useful(), ended.late(), ended.failed(), figures.waitingAfter(second), figures.requestsIn(second));
        terminal.line(String.format("  %6d  ", second + 1) + bar(ended) + numbers + "  " + phase(second));
    }

    private String bar(Figures.Sample ended) {
        int failed = cells(ended.failed());
        int late = Math.min(WIDTH - failed, cells(ended.late()));
        int useful = Math.min(WIDTH - failed - late, cells(ended.useful()));
        return terminal.bar(useful, late, failed, WIDTH);
    }

    /** What is there is seen, however little it is. */
    private static int cells(long calls) {
        return calls == 0 ? 0 : (int) Math.min(WIDTH, Math.max(1, Math.round((double) calls / CALLS_PER_CELL)));
    }

    private String phase(int second) {
        boolean outage = plan.isOutage(second * 1000L);
        return outage ? terminal.paint(Terminal.Tone.BAD, "outage") : "";
    }
}
