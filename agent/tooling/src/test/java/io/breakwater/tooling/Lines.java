package io.breakwater.tooling;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;

/** Keeps what is printed. */
final class Lines {
    private static final String CHARSET = "UTF-8";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    PrintStream stream() {
        try {
            return new PrintStream(bytes, true, CHARSET);
        } catch (UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public String toString() {
        try {
            return bytes.toString(CHARSET);
        } catch (UnsupportedEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
