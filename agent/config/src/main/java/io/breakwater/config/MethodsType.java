package io.breakwater.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HTTP methods in upper case: {@code [GET, HEAD]}. Thread-safety: immutable. */
final class MethodsType extends WordsType {

    MethodsType(Form form) {
        super(form);
    }

    @Override
    @Nullable
    String element(Cursor cursor, String text) {
        if (isMethod(text)) {
            return text;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        cursor.refuse(expectedElement(), isMethod(upper) ? "Methods are case-sensitive; write " + upper : "");
        return null;
    }

    private static boolean isMethod(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 40 && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z';
    }

    @Override
    Schema elementSchema() {
        return Schema.text("[A-Z][A-Z0-9_-]{0,39}");
    }

    @Override
    String expectedElement() {
        return "HTTP methods such as GET or POST";
    }
}
