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

    Timeline(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Says what keeps it from beginning. */
    void note(String text) {
        terminal.line(terminal.quiet("  " + text));
    }

    /** @param arrivals what the last column counts */
    void head(String arrivals) {
        terminal.line(terminal.quiet(String.format(
                "  %6s  %-" + WIDTH + "s %7s %6s %7s %8s %9s",
                "second",
                "",
                "in time",
                "late",
                "failed",
                "waiting",
                arrivals)));
    }

    /**
     * @param second that has just passed, counted from 0
     * @param trouble what happens to the server then, or nothing
     */
    void second(int second, Course course, String trouble) {
        Sample ended = course.endedIn(second);
        String numbers = String.format(
                " %7d %6d %7d %8d %9d",
                ended.useful(), ended.late(), ended.failed(), course.waitingAfter(second), course.requestsIn(second));
        terminal.line(String.format("  %6d  ", second + 1) + bar(ended) + numbers + "  "
                + terminal.paint(Terminal.Tone.BAD, trouble));
    }

    private String bar(Sample ended) {
        int failed = cells(ended.failed());
        int late = Math.min(WIDTH - failed, cells(ended.late()));
        int useful = Math.min(WIDTH - failed - late, cells(ended.useful()));
        return terminal.bar(useful, late, failed, WIDTH);
    }

    /** What is there is seen, however little it is. */
    private static int cells(long calls) {
        return calls == 0 ? 0 : (int) Math.min(WIDTH, Math.max(1, Math.round((double) calls / CALLS_PER_CELL)));
    }
}
