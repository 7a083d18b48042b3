package io.breakwater.tooling.cli;

import io.breakwater.config.Printable;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * What the commands write to: whatever is in a file, its name or an argument, only {@link Printable} text comes out, and
 * what a command prints as a line is one line.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class PrintableWriter extends PrintWriter {

    PrintableWriter(Writer target) {
        super(target, true);
    }

    @Override
    public void println(String line) {
        super.println(Printable.line(line));
    }

    /** All that is printed comes through here; a usage text has several lines. */
    @Override
    public void write(String text, int offset, int length) {
        String printable = Printable.text(text.substring(offset, offset + length));
        super.write(printable, 0, printable.length());
    }

    @Override
    public void write(char[] text, int offset, int length) {
        write(new String(text, offset, length));
    }

    @Override
    public void write(int c) {
        write(String.valueOf((char) c));
    }
}
