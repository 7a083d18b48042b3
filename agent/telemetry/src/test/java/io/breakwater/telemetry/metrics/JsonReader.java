package io.breakwater.telemetry.metrics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether a text is JSON, by RFC 8259, and nothing more: YAML, which reads it as well, is too kind. */
final class JsonReader {
    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    boolean isOneValue() {
        at = 0;
        boolean isValue = value();
        space();
        return isValue && at == text.length();
    }

    private boolean value() {
        space();
        if (at >= text.length()) {
            return false;
        }
        switch (text.charAt(at)) {
            case '{':
                return members('}', true);
            case '[':
                return members(']', false);
            case '"':
                return match("\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+\"");
            default:
                return match("true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
        }
    }

    private boolean members(char end, boolean named) {
        at++;
        space();
        if (takes(end)) {
            return true;
        }
        do {
            space();
            boolean isNamed = !named || (at < text.length() && text.charAt(at) == '"' && value() && spaceAnd(':'));
            if (!isNamed || !value()) {
                return false;
            }
            space();
        } while (takes(','));
        return takes(end);
    }

    private boolean spaceAnd(char expected) {
        space();
        return takes(expected);
    }

    private boolean takes(char expected) {
        boolean isThere = at < text.length() && text.charAt(at) == expected;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean match(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text).region(at, text.length());
        boolean matches = matcher.lookingAt();
        at = matches ? matcher.end() : at;
        return matches;
    }
}
