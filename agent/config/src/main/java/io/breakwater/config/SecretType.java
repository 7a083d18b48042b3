package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** What somebody has to know. It is never shown: neither in messages nor by {@code explain}. Thread-safety: immutable. */
final class SecretType implements ValueType<String> {
    private static final int LEAST = 16;
    private static final int MOST = 256;
    private static final String HIDDEN = "(hidden)";

    /** What {@code none} becomes. */
    static final String NONE = "";

    @Override
    public @Nullable String read(Cursor cursor) {
        if (cursor.value().text() == null || cursor.value().isMissing()) {
            cursor.refuseShown("no text", expected(), "Write it in quotes, or remove the line");
            return null;
        }
        String text = cursor.text(expected());
        if (text != null && text.equals("none")) {
            return NONE;
        }
        if (text != null && isLongEnough(text) && isPlain(text)) {
            return text;
        }
        cursor.refuseShown(HIDDEN, expected(), "Make one with: openssl rand -hex 16");
        return null;
    }

    private static boolean isLongEnough(String text) {
        return text.length() >= LEAST && text.length() <= MOST;
    }

    /** What an HTTP header can carry as it is. */
    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    @Override
    public String show(String value) {
        return value.equals(NONE) ? "none" : HIDDEN;
    }

    @Override
    public Schema schema() {
        return Schema.text("none|[!-~]{" + LEAST + "," + MOST + "}");
    }

    @Override
    public String expected() {
        return LEAST + " to " + MOST + " letters, digits and signs without spaces, or none";
    }
}
