package io.breakwater.config.match;

/** A pattern that cannot be read. Thread-safety: immutable but for the stack trace, which it has none of. */
public final class PatternException extends Exception {
    private static final long serialVersionUID = 1;

    private final String shown;
    private final String expected;
    private final String wayOut;

    /** @param shown the pattern as a message may show it, without secrets */
    PatternException(String shown, String expected, String wayOut) {
        super(shown + " (expected: " + expected + ")", null, false, false);
        this.shown = shown;
        this.expected = expected;
        this.wayOut = wayOut;
    }

    public String shown() {
        return shown;
    }

    public String expected() {
        return expected;
    }

    /** What the user can do; may be empty. */
    public String wayOut() {
        return wayOut;
    }
}
