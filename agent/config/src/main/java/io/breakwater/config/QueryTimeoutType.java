package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** A duration, or {@code deadline}: what the current deadline leaves. Thread-safety: immutable. */
final class QueryTimeoutType implements ValueType<String> {
    private final DurationType durations = DurationType.positiveOrNone();

    @Override
    public @Nullable String read(Cursor cursor) {
        if ("deadline".equals(cursor.value().text())) {
            return "deadline";
        }
        Long nanos = durations.read(cursor);
        return nanos == null ? null : durations.show(nanos);
    }

    @Override
    public String show(String value) {
        return value;
    }

    @Override
    public String expected() {
        return durations.expected() + ", or deadline";
    }
}
