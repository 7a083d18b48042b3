package io.breakwater.config.source;

/** Why a source cannot be read, in the words of a problem. Thread-safety: immutable. */
public final class SourceFault {
    private final String name;
    private final String value;
    private final String expected;
    private final String wayOut;

    /**
     * @param name what cannot be read: a path or a URL
     * @param wayOut what the user can do, a sentence without its full stop
     */
    SourceFault(String name, String value, String expected, String wayOut) {
        this.name = name;
        this.value = value;
        this.expected = expected;
        this.wayOut = wayOut;
    }

    public String name() {
        return name;
    }

    /** What is the case: {@code no such file}. */
    public String value() {
        return value;
    }

    public String expected() {
        return expected;
    }

    public String wayOut() {
        return wayOut;
    }
}
