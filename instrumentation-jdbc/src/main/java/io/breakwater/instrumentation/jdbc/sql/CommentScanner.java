package io.breakwater.instrumentation.jdbc.sql;

/**
 * Finds the next character that is neither blank nor comment. Comments that some server executes, nests or ends elsewhere
 * are refused: {@code /*!}, hints of MySQL, an opening inside a comment, {@code --} without a blank in MySQL, and line
 * ends other than LF and CR LF.
 */
final class CommentScanner {
    private static final String ODD_LINE_ENDS = "\f\u000b\u0085\u2028\u2029";

    private final SqlDialect dialect;
    private final String sql;

    CommentScanner(SqlDialect dialect, String sql) {
        this.dialect = dialect;
        this.sql = sql;
    }

    /** Index of the next token or the length of the text; negative if there is no telling. */
    int skip(int from) {
        int index = from;
        while (index >= 0 && index < sql.length()) {
            char c = sql.charAt(index);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                index++;
            } else if (c == '#' && dialect == SqlDialect.MYSQL) {
                index = lineEnd(index + 1);
            } else if (!startsAt(index)) {
                return index;
            } else {
                index = c == '-' ? dashesEnd(index) : blockEnd(index);
            }
        }
        return index;
    }

    /** True at {@code --} and at the opening of a block. */
    boolean startsAt(int index) {
        return sql.startsWith("--", index) || sql.startsWith("/*", index);
    }

    private int dashesEnd(int from) {
        char following = at(from + 2);
        boolean isComment = dialect != SqlDialect.MYSQL || following <= ' ';
        return isComment ? lineEnd(from + 2) : -1;
    }

    private int lineEnd(int from) {
        for (int index = from; index < sql.length(); index++) {
            char c = sql.charAt(index);
            if (c == '\n') {
                return index + 1;
            }
            if ((c == '\r' && at(index + 1) != '\n') || ODD_LINE_ENDS.indexOf(c) >= 0) {
                return -1;
            }
        }
        return sql.length();
    }

    private int blockEnd(int from) {
        if (isExecuted(from + 2) || (at(from + 2) == '+' && dialect == SqlDialect.MYSQL)) {
            return -1;
        }
        for (int index = from + 2; index < sql.length(); index++) {
            if (sql.startsWith("*/", index)) {
                return index + 2;
            }
            if (sql.startsWith("/*", index)) {
                return -1;
            }
        }
        return -1;
    }

    /** MySQL, MariaDB (M) and TiDB (T). */
    private boolean isExecuted(int from) {
        char c = at(from);
        return c == '!' || (Character.isLetter(c) && at(from + 1) == '!');
    }

    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }
}
