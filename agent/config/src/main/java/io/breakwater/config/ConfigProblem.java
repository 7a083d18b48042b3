package io.breakwater.config;

/**
 * One thing that is wrong in a configuration, or that deserves a word, with the place and a way out.
 *
 * <p>Thread-safety: immutable.
 */
public final class ConfigProblem {
    private final Origin origin;
    private final String path;
    private final String message;

    ConfigProblem(Origin origin, String path, String message) {
        this.origin = origin;
        this.path = path;
        this.message = message;
    }

    /** True if it is about a property or a variable, and not about the file. */
    public boolean isOutsideTheFile() {
        return origin.isOverride();
    }

    Origin origin() {
        return origin;
    }

    /** {@code file:line:column}, {@code file} where no line makes sense, or the name of an override. */
    public String location() {
        return origin.location();
    }

    /** {@code hosts[0].http.retry.max-attempts}; empty if the file as a whole is meant. */
    public String path() {
        return path;
    }

    /** {@code 0 (expected: 1..10). Write 1 to switch retrying off.} */
    public String message() {
        return message;
    }

    /** {@code file:line:column: path: value (expected: condition). way out}. */
    @Override
    public String toString() {
        return origin.location() + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
