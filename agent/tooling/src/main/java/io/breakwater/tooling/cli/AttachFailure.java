package io.breakwater.tooling.cli;

/**
 * Why a JVM cannot be reached, or does not do what it was asked for: a sentence for people, and then what they can do.
 *
 * <p>Thread-safety: immutable.
 */
final class AttachFailure extends Exception {
    private static final long serialVersionUID = 1;

    AttachFailure(String message) {
        super(message);
    }

    AttachFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
