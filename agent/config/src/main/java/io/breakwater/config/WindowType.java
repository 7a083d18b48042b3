package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** A sliding window: {@code 10s}, or {@code 100 calls}. Thread-safety: immutable. */
final class WindowType implements ValueType<Window> {
    private static final String UNIT = " calls";
    private static final int MOST_CALLS = 100_000;
    private static final long LEAST_NANOS = DurationType.parse("10ms");
    private static final long MOST_NANOS = DurationType.parse("24h");

    private final DurationType durations = DurationType.between("10ms", "24h");

    @Override
    public @Nullable Window read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        if (text.endsWith(UNIT)) {
            int calls = IntegerType.parse(text.substring(0, text.length() - UNIT.length()));
            if (calls >= 1 && calls <= MOST_CALLS) {
                return Window.ofCalls(calls);
            }
            cursor.refuse(expected(), "");
            return null;
        }
        long nanos = DurationType.parse(text);
        if (nanos >= LEAST_NANOS && nanos <= MOST_NANOS) {
            return Window.ofNanos(nanos);
        }
        cursor.refuse(expected(), wayOut(text));
        return null;
    }

    private static String wayOut(String text) {
        int number = IntegerType.parse(text);
        if (number >= 0) {
            return "Write " + number + "s for a window of time, " + number + " calls for one of calls";
        }
        return DurationType.parse(text) >= 0 ? "" : "Write a duration such as 10s, or a number of calls: 100 calls";
    }

    @Override
    public String show(Window value) {
        return value.calls() > 0 ? value.calls() + UNIT : DurationType.text(value.nanos());
    }

    @Override
    public Schema schema() {
        return Schema.anyOf(durations.schema(), Schema.text("(?:[1-9][0-9]{0,4}|100000) calls"));
    }

    @Override
    public String expected() {
        return "a duration, 10ms to 24h, or 1 to 100000 calls";
    }
}
