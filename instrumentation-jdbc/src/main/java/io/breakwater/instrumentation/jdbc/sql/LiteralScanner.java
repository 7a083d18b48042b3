package io.breakwater.instrumentation.jdbc.sql;

/** Finds where a quoted piece ends. Every answer is negative if it does not end, or if a setting decides where. */
final class LiteralScanner {
    private static final int MAX_TAG_CHARS = 64;

    private final SqlDialect dialect;
    private final String sql;

    LiteralScanner(SqlDialect dialect, String sql) {
        this.dialect = dialect;
        this.sql = sql;
    }

    /** Of a string in single quotes. In PostgreSQL and MySQL a setting decides whether a backslash escapes. */
    int stringEnd(int open) {
        return doubledEnd(open, '\'', dialect == SqlDialect.POSTGRESQL || dialect == SqlDialect.MYSQL);
    }

    /** Of a string in which a backslash escapes under every setting. */
    int escapedStringEnd(int open) {
        for (int index = open + 1; index < sql.length(); index++) {
            char c = sql.charAt(index);
            if (c == '\\') {
                index++;
            } else if (c == '\'') {
                if (at(index + 1) != '\'') {
                    return index + 1;
                }
                index++;
            }
        }
        return -1;
    }

    /** Of a name in double quotes, backticks or brackets, if the dialect has them. */
    int nameEnd(int open) {
        switch (sql.charAt(open)) {
            case '"':
                return doubledEnd(open, '"', dialect == SqlDialect.MYSQL);
            case '`':
                return dialect == SqlDialect.MYSQL || dialect == SqlDialect.SQLITE ? doubledEnd(open, '`', false) : -1;
            case '[':
                return bracketEnd(open);
            default:
                return -1;
        }
    }

    private int bracketEnd(int open) {
        if (dialect == SqlDialect.SQLSERVER) {
            return doubledEnd(open, ']', false);
        }
        int close = dialect == SqlDialect.SQLITE ? sql.indexOf(']', open) : -1;
        return close < 0 ? -1 : close + 1;
    }

    /** Two closing quotes stand for one. */
    private int doubledEnd(int open, char quote, boolean backslashMayEscape) {
        int index = open + 1;
        while (index < sql.length()) {
            char c = sql.charAt(index);
            if (c == '\\' && backslashMayEscape) {
                int backslashesEnd = backslashesEnd(index);
                if ((backslashesEnd - index) % 2 == 1 && at(backslashesEnd) == quote) {
                    return -1;
                }
                index = backslashesEnd;
            } else if (c != quote) {
                index++;
            } else if (at(index + 1) == quote) {
                index += 2;
            } else {
                return index + 1;
            }
        }
        return -1;
    }

    private int backslashesEnd(int from) {
        int index = from;
        while (at(index) == '\\') {
            index++;
        }
        return index;
    }

    /** Of {@code $tag$ ... $tag$} in PostgreSQL and {@code $$ ... $$} in H2. */
    int dollarEnd(int open) {
        int tagEnd = open + 1;
        while (isTagPart(at(tagEnd)) && tagEnd - open < MAX_TAG_CHARS) {
            tagEnd++;
        }
        boolean isKnown = dialect == SqlDialect.POSTGRESQL || (dialect == SqlDialect.H2 && tagEnd == open + 1);
        if (!isKnown || at(tagEnd) != '$') {
            return -1;
        }
        String tag = sql.substring(open, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        return close < 0 ? -1 : close + tag.length();
    }

    private static boolean isTagPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }
}
