package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** The name of a file, or {@code none}. Whether it can be written shows when it is. Thread-safety: immutable. */
final class FileNameType implements ValueType<String> {
    /** What {@code none} becomes. */
    static final String NONE = "";

    private static final int MOST_CHARACTERS = 1_000;

    @Override
    public @Nullable String read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        if (text.equals("none")) {
            return NONE;
        }
        boolean printable = text.chars().noneMatch(Character::isISOControl);
        if (printable && !text.trim().isEmpty() && text.length() <= MOST_CHARACTERS) {
            return text;
        }
        cursor.refuse(expected(), "Write none if there is to be no file");
        return null;
    }

    @Override
    public String show(String value) {
        return value.isEmpty() ? "none" : value;
    }

    @Override
    public Schema schema() {
        return Schema.text("[^\\x00-\\x1f\\x7f]*[^\\s\\x00-\\x1f\\x7f][^\\x00-\\x1f\\x7f]*");
    }

    @Override
    public String expected() {
        return "the name of a file, or none";
    }
}
