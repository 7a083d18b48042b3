package io.breakwater.smoke.demo;

import java.util.Locale;

/**
 * Two runs side by side, and under them what was promised.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class Table {
    private static final int LABEL = 44;
    private static final int COLUMN = 18;

    private final Terminal terminal;

    Table(Terminal terminal) {
        this.terminal = terminal;
    }

    void head() {
        gap();
        row("", terminal.title(right("without")), terminal.title(right("with Breakwater")));
        rule();
    }

    void group(String title) {
        terminal.line("  " + terminal.title(title));
    }

    void row(String label, String without, String with) {
        terminal.line("  " + pad("  " + label) + right(without) + right(with));
    }

    void rule() {
        terminal.line("  " + terminal.rule(LABEL + 2 * COLUMN));
    }

    void legend(String text) {
        terminal.line("  " + terminal.quiet(text));
    }

    void gap() {
        terminal.line("");
    }

    /** Says whether it was kept. */
    void promise(boolean kept, String text) {
        terminal.line("  " + terminal.mark(kept) + " " + text);
    }

    static String duration(long millis) {
        return millis < 1
                ? "< 1 ms"
                : millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** So many calls, and what share of all that is. */
    static String share(long calls, double share) {
        return String.format(Locale.ROOT, "%,d  %7s", calls, percent(share));
    }

    /** Negative: never. */
    static String seconds(double seconds) {
        return seconds < 0 ? "never" : String.format(Locale.ROOT, "%.1f", seconds);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(0, LABEL - text.length()));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(0, COLUMN - text.length())) + text;
    }
}
