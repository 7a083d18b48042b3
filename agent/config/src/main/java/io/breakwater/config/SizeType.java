package io.breakwater.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A size in bytes with its unit: {@code 512B}, {@code 64KiB}, {@code 1MiB}. Thread-safety: immutable. */
final class SizeType implements ValueType<Long> {
    private static final String[] UNITS = {"MiB", "KiB", "B"};
    private static final long[] UNIT_BYTES = {1024 * 1024, 1024, 1};
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    @Override
    public @Nullable Long read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        long bytes = parse(text);
        if (bytes >= 0) {
            return (Long) bytes;
        }
        cursor.refuse(expected(), wayOut(text));
        return null;
    }

    /** Bytes, or -1 if it is no size or one out of range. */
    private static long parse(String text) {
        for (int i = 0; i < UNITS.length; i++) {
            if (text.endsWith(UNITS[i])) {
                int number = IntegerType.parse(text.substring(0, text.length() - UNITS[i].length()));
                long bytes = number * UNIT_BYTES[i];
                return bytes <= MOST_BYTES ? bytes : -1;
            }
        }
        return -1;
    }

    private static String wayOut(String text) {
        String compact = text.replace(" ", "").toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < compact.length() && compact.charAt(end) >= '0' && compact.charAt(end) <= '9') {
            end++;
        }
        String number = compact.substring(0, end);
        switch (compact.substring(end)) {
            case "":
                return number.isEmpty()
                        ? ""
                        : "Write " + number + "B if bytes are meant, " + number + "KiB if kibibytes";
            case "k":
            case "kb":
            case "ki":
            case "kib":
                return "Write " + number + "KiB";
            case "m":
            case "mb":
            case "mi":
            case "mib":
                return "Write " + number + "MiB";
            default:
                return "Write a whole number and its unit: B, KiB or MiB";
        }
    }

    @Override
    public String show(Long value) {
        for (int i = 0; i < UNITS.length; i++) {
            if (value >= UNIT_BYTES[i] && value % UNIT_BYTES[i] == 0) {
                return value / UNIT_BYTES[i] + UNITS[i];
            }
        }
        return value + "B";
    }

    @Override
    public Schema schema() {
        return Schema.text("(?:0|[1-9][0-9]{0,7})B|(?:0|[1-9][0-9]{0,4})KiB|(?:[0-9]|[1-5][0-9]|6[0-4])MiB");
    }

    @Override
    public String expected() {
        return "a size, 0B to 64MiB";
    }
}
