package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/**
 * A duration, or {@code deadline}: what the current deadline leaves. Thread-safety: immutable. Time: nanoseconds; {@code
 * deadline} is {@link #DEADLINE}.
 */
final class QueryTimeoutType implements ValueType<Long> {
    static final Long DEADLINE = -1L;

    private static final String WORD = "deadline";

    private final DurationType durations = DurationType.positiveOrNone();

    @Override
    public @Nullable Long read(Cursor cursor) {
        return WORD.equals(cursor.value().text()) ? DEADLINE : durations.read(cursor, expected());
    }

    /** The limit that is in force as long as there is no deadline. */
    static long nanos(Long value) {
        return value.equals(DEADLINE) ? DurationType.NONE : value;
    }

    @Override
    public String show(Long value) {
        return value.equals(DEADLINE) ? WORD : durations.show(value);
    }

    @Override
    public Schema schema() {
        return Schema.anyOf(durations.schema(), Schema.word(WORD));
    }

    @Override
    public String expected() {
        return durations.expected() + ", or deadline";
    }
}
