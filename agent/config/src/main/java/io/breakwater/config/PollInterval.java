package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** How often a source is looked at, if somebody says so. Thread-safety: stateless. */
public final class PollInterval {
    private static final DurationType TYPE = DurationType.between("10ms", "24h");

    private PollInterval() {}

    /** Nanoseconds, or null if it is no such duration; {@link #expected()} says which would be. */
    public static @Nullable Long nanos(String text) {
        return TYPE.read(new Cursor(ConfigValue.scalar(Origin.BUILT_IN, text, false), "", new Problems()));
    }

    /** {@code a duration, 10ms to 24h}. */
    public static String expected() {
        return TYPE.expected();
    }
}
