package io.breakwater.tooling.cli;

import io.breakwater.tooling.control.status.RecentStatus;
import io.breakwater.tooling.control.status.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One screen of {@code top}: what concerns the process, the destinations that fit, and the keys.
 *
 * <p>Thread-safety: immutable.
 */
final class TopScreen {
    /** Above the table: a summary and an empty line; below it: an empty line and the keys. */
    private static final int FRAME_LINES = 4;

    /** The titles, the rest and the sum. */
    private static final int TABLE_LINES = 3;

    private static final int MOST_HEAD_LINES = 6;

    private final List<String> lines = new ArrayList<>();
    private int titleLine = -1;

    private TopScreen() {}

    /** How many destinations to ask for, so that the screen is not too small for them. */
    static int rowsFor(int height) {
        return Math.max(1, height - FRAME_LINES - TABLE_LINES - 1);
    }

    /**
     * Puts it together.
     *
     * @param host which destinations were asked for
     * @param width in characters
     * @param height in lines; {@link StatusTable#UNLIMITED} for all
     */
    static TopScreen of(StatusReport report, String host, TopKeys keys, int width, int height) {
        TopScreen screen = new TopScreen();
        List<String> head = StatusText.head(report);
        int most = Math.min(MOST_HEAD_LINES, Math.max(1, height / 3));
        for (String line : head.subList(0, Math.min(most, head.size()))) {
            screen.add(line, width);
        }
        screen.add(summary(report, keys), width);
        screen.lines.add("");
        screen.titleLine = screen.lines.size();
        int rest = height - screen.lines.size() - 2;
        List<String> table = StatusText.table(report, host, width);
        boolean isTooLong = table.size() > rest;
        screen.lines.addAll(isTooLong ? table.subList(0, Math.max(1, rest)) : table);
        screen.lines.add("");
        screen.add(TopKeys.HELP, width);
        return screen;
    }

    private void add(String line, int width) {
        lines.add(StatusText.cut(line, width));
    }

    private static String summary(StatusReport report, TopKeys keys) {
        RecentStatus now = report.total.recent;
        String rates = now == null
                ? "counting..."
                : String.format(
                        Locale.ROOT,
                        "%s calls/s, %s failing/s",
                        Spans.rate(now.callsPerSecond),
                        Spans.rate(now.failuresPerSecond));
        int shown = report.destinations.size();
        String some = shown < report.destinationCount ? shown + " of " : "";
        return rates + ", " + some + report.destinationCount + (report.destinationCount == 1 ? " host" : " hosts")
                + " by " + keys.order().word() + (keys.isPaused() ? ", PAUSED" : "");
    }

    List<String> lines() {
        return lines;
    }

    /** The number of the line with the titles of the table. */
    int titleLine() {
        return titleLine;
    }
}
