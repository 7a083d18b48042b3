package io.breakwater.config;

/**
 * Where a value comes from: a place in the file, an override, or Breakwater itself.
 *
 * <p>Thread-safety: immutable.
 */
final class Origin implements Comparable<Origin> {
    static final Origin BUILT_IN = new Origin("built-in", 0, 0, false);

    private final String source;
    private final int line;
    private final int column;
    private final boolean override;

    private Origin(String source, int line, int column, boolean override) {
        this.source = source;
        this.line = line;
        this.column = column;
        this.override = override;
    }

    /** A file as a whole. */
    static Origin file(String file) {
        return new Origin(file, 0, 0, false);
    }

    /** @param line counted from 1, as {@code column} is */
    static Origin inFile(String file, int line, int column) {
        return new Origin(file, line, column, false);
    }

    /** An override: {@code system property breakwater.mode}. */
    static Origin override(String name) {
        return new Origin(name, 0, 0, true);
    }

    boolean isOverride() {
        return override;
    }

    /** With the file's path as the user wrote it. */
    String location() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }

    /** With the file's name alone. */
    String brief() {
        int name = override ? 0 : Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1;
        return location().substring(name);
    }

    /** Overrides first, then by file, line and column. */
    @Override
    public int compareTo(Origin other) {
        if (override != other.override) {
            return override ? -1 : 1;
        }
        if (!override && !source.equals(other.source)) {
            return source.compareTo(other.source);
        }
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin
                && location().equals(((Origin) other).location())
                && override == ((Origin) other).override;
    }

    @Override
    public int hashCode() {
        return location().hashCode();
    }

    @Override
    public String toString() {
        return location();
    }
}
