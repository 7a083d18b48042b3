package io.breakwater.tooling.control;

/**
 * What an operator wants for some destinations: whose decision it is, and since when it holds.
 *
 * <p>Thread-safety: immutable.
 *
 * @param <T> what the engine is told
 */
final class Decision<T> {
    final Target target;
    final T value;

    /** The value as the operator wrote it. */
    final String word;

    final String by;
    final long sinceMillis;

    Decision(Target target, T value, String word, String by, long sinceMillis) {
        this.target = target;
        this.value = value;
        this.word = word;
        this.by = by;
        this.sinceMillis = sinceMillis;
    }
}
