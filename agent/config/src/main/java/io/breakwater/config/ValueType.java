package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/**
 * How the value of an option is written. Thread-safety: implementations are immutable.
 *
 * @param <T> what the text becomes
 */
interface ValueType<T> {

    /** The value, or null if it was refused; the problem is then reported. */
    @Nullable
    T read(Cursor cursor);

    /** As {@link #read} takes it, in its shortest form. */
    String show(T value);

    /** What is accepted, for messages and documentation: {@code a duration, 1ms to 8760h}. */
    String expected();

    /**
     * What an editor can check: at most what {@link #read} refuses, and as much of it as a schema can say. Of what may be
     * written in several ways, such as a number in quotes, it takes the usual one.
     */
    Schema schema();

    /** True if several values are written as a list. */
    default boolean isList() {
        return false;
    }
}
