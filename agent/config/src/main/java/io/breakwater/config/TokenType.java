package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** A name as HTTP allows it for headers. Thread-safety: immutable. Source: RFC 9110 section 5.6.2, {@code token}. */
final class TokenType implements ValueType<String> {
    static final String PATTERN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}";

    private static final String PUNCTUATION = "!#$%&'*+-.^_`|~";

    @Override
    public @Nullable String read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        if (isToken(text)) {
            return text;
        }
        cursor.refuse(expected(), "");
        return null;
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 100;
    }

    @Override
    public String show(String value) {
        return value;
    }

    @Override
    public Schema schema() {
        return Schema.text(PATTERN);
    }

    @Override
    public String expected() {
        return "a name of letters, digits and hyphens";
    }
}
