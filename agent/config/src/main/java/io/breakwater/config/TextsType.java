package io.breakwater.config;

import io.breakwater.config.match.HostPattern;
import io.breakwater.config.match.PatternException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A list of names: of headers, or of hosts. Thread-safety: immutable. */
final class TextsType extends WordsType {
    private final boolean hosts;

    private TextsType(boolean hosts) {
        super(Form.ANY_LIST);
        this.hosts = hosts;
    }

    static TextsType headers() {
        return new TextsType(false);
    }

    static TextsType hosts() {
        return new TextsType(true);
    }

    @Override
    @Nullable
    String element(Cursor cursor, String text) {
        if (!hosts) {
            if (TokenType.isToken(text)) {
                return text.toLowerCase(Locale.ROOT);
            }
            cursor.refuse(expectedElement(), "Write letters, digits and hyphens");
            return null;
        }
        try {
            return HostPattern.parse(text).toString();
        } catch (PatternException e) {
            cursor.refuseShown(e.shown(), e.expected(), e.wayOut());
            return null;
        }
    }

    @Override
    String expectedElement() {
        return hosts ? "host patterns such as \"*.corp.example\" or 10.0.0.0/8" : "header names, or baggage";
    }
}
