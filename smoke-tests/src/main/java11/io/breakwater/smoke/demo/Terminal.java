package io.breakwater.smoke.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;

/**
 * Where the demo writes: with colour on a terminal that shows it, with block characters where the locale has them.
 *
 * <p>Thread-safety: confined to the thread of the demo.
 */
final class Terminal {
    /** What a piece of text means. */
    enum Tone {
        PLAIN(""),
        GOOD("32"),
        LATE("33"),
        BAD("31"),
        QUIET("2"),
        TITLE("1");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final boolean colour;
    private final boolean blocks;

    private Terminal(PrintStream out, boolean colour, boolean blocks) {
        this.out = out;
        this.colour = colour;
        this.blocks = blocks;
    }

    /** Standard output. Colour is off if it goes to a file, or if {@code NO_COLOR} is set. */
    static Terminal standardOutput(boolean interactive) {
        boolean utf8 = locale().toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
        Charset charset = Charset.forName(utf8 ? "UTF-8" : "US-ASCII");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset);
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(out, interactive && (noColour == null || noColour.isEmpty()), utf8);
    }

    private static String locale() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = System.getenv(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    void line(String text) {
        out.println(text);
    }

    String paint(Tone tone, String text) {
        return colour && !tone.code.isEmpty() && !text.isEmpty()
                ? "\u001b[" + tone.code + "m" + text + "\u001b[0m"
                : text;
    }

    String title(String text) {
        return paint(Tone.TITLE, text);
    }

    String quiet(String text) {
        return paint(Tone.QUIET, text);
    }

    /** A bar of calls that were answered in time, answered late, and failed. */
    String bar(int useful, int late, int failed, int width) {
        String rest = " ".repeat(Math.max(0, width - useful - late - failed));
        return paint(Tone.GOOD, (blocks ? "█" : "=").repeat(useful))
                + paint(Tone.LATE, (blocks ? "▒" : "-").repeat(late))
                + paint(Tone.BAD, (blocks ? "░" : "x").repeat(failed))
                + rest;
    }

    /** A horizontal rule. */
    String rule(int width) {
        return quiet((blocks ? "─" : "-").repeat(width));
    }

    /** The mark in front of a verdict. */
    String mark(boolean kept) {
        return kept ? paint(Tone.GOOD, blocks ? "✔" : "ok") : paint(Tone.BAD, blocks ? "✘" : "MISSED");
    }
}
