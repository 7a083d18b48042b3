package io.breakwater.instrumentation.jdbc.sql;

/**
 * Cuts a text into tokens, exactly as the dialect's server does, or says {@link Token#AMBIGUOUS} for good.
 *
 * <p>Thread-safety: confined to the calling thread. Source: the lexical sections of the products' manuals; PostgreSQL
 * section 4.1, MySQL sections 9.1 to 9.7.
 */
final class SqlLexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@%^&|";
    /** PostgreSQL takes a sign off the end of an operator that has none of these. */
    private static final String KEEPS_SIGN = "~!@%^&|#";

    private final SqlDialect dialect;
    private final String sql;
    private final LiteralScanner literals;
    private final CommentScanner comments;
    private int start;
    private int end;

    SqlLexer(SqlDialect dialect, String sql) {
        this.dialect = dialect;
        this.sql = sql;
        this.literals = new LiteralScanner(dialect, sql);
        this.comments = new CommentScanner(dialect, sql);
    }

    /** Index of the last token's first character. */
    int start() {
        return start;
    }

    /** Index after the last token's last character. */
    int end() {
        return end;
    }

    Token next() {
        start = comments.skip(end);
        if (start < 0) {
            start = end;
            return Token.AMBIGUOUS;
        }
        if (start == sql.length()) {
            end = start;
            return Token.END;
        }
        char c = sql.charAt(start);
        if (isWordStart(c)) {
            return word();
        }
        if (isDigit(c) || (c == '.' && isDigit(at(start + 1)))) {
            return upTo(numberEnd(), Token.NUMBER);
        }
        Token mark = mark(c);
        return mark != Token.AMBIGUOUS ? upTo(start + 1, mark) : quotedOrOperator(c);
    }

    private static Token mark(char c) {
        switch (c) {
            case '(':
                return Token.OPEN;
            case ')':
                return Token.CLOSE;
            case ',':
                return Token.COMMA;
            case '.':
                return Token.DOT;
            case ';':
                return Token.SEMICOLON;
            case '?':
                return Token.PARAMETER;
            case '{':
                return Token.ESCAPE_OPEN;
            case '}':
                return Token.ESCAPE_CLOSE;
            default:
                return Token.AMBIGUOUS;
        }
    }

    private Token quotedOrOperator(char c) {
        switch (c) {
            case '\'':
                return upTo(literals.stringEnd(start), Token.STRING);
            case '"':
            case '`':
                return upTo(literals.nameEnd(start), Token.QUOTED);
            case '[':
            case ']':
                return dialect == SqlDialect.POSTGRESQL
                        ? upTo(start + 1, Token.BRACKET)
                        : upTo(literals.nameEnd(start), Token.QUOTED);
            case '$':
                return dialect == SqlDialect.POSTGRESQL && isDigit(at(start + 1))
                        ? upTo(numberEnd(), Token.PARAMETER)
                        : upTo(literals.dollarEnd(start), Token.STRING);
            case ':':
                return colon();
            default:
                return upTo(operatorEnd(), Token.OPERATOR);
        }
    }

    private Token colon() {
        char following = at(start + 1);
        if (following == ':' && (dialect == SqlDialect.POSTGRESQL || dialect == SqlDialect.H2)) {
            return upTo(start + 2, Token.CAST);
        }
        // In SQL Server a label may stand before a statement.
        boolean isAssignment = following == '=' || following == ':';
        return upTo(isAssignment || dialect == SqlDialect.SQLSERVER ? -1 : start + 1, Token.COLON);
    }

    private Token word() {
        int wordEnd = start + 1;
        while (isWordPart(at(wordEnd))) {
            wordEnd++;
        }
        if (at(wordEnd) == '\'') {
            if (WordSet.isSame("E", sql, start, wordEnd) && dialect == SqlDialect.POSTGRESQL) {
                return upTo(literals.escapedStringEnd(wordEnd), Token.STRING);
            }
            if (wordEnd == start + 1 && "NnBbXx".indexOf(sql.charAt(start)) >= 0) {
                return upTo(literals.stringEnd(wordEnd), Token.STRING);
            }
            if (WordSet.isSame("Q", sql, start, wordEnd) || WordSet.isSame("NQ", sql, start, wordEnd)) {
                return upTo(-1, Token.STRING);
            }
        }
        if (at(wordEnd) == '&' && WordSet.isSame("U", sql, start, wordEnd)) {
            // Elsewhere this reads "U & ...", and the quotes end at the same place.
            if (at(wordEnd + 1) == '\'') {
                return upTo(literals.stringEnd(wordEnd + 1), Token.STRING);
            }
            if (at(wordEnd + 1) == '"') {
                return upTo(-1, Token.QUOTED);
            }
        }
        return upTo(wordEnd, Token.WORD);
    }

    /** Of a number at {@link #start}; negative if a word follows without a blank. */
    private int numberEnd() {
        int index = start + (at(start) == '$' ? 1 : 0);
        if (at(index) == '0' && (at(index + 1) == 'x' || at(index + 1) == 'X')) {
            index += 2;
            while (Character.digit(at(index), 16) >= 0 && at(index) < 128) {
                index++;
            }
        } else {
            index = digitsEnd(index);
            if (at(index) == '.') {
                index = digitsEnd(index + 1);
            }
            if (at(index) == 'e' || at(index) == 'E') {
                boolean isSigned = at(index + 1) == '+' || at(index + 1) == '-';
                int exponent = digitsEnd(index + (isSigned ? 2 : 1));
                index = isDigit(at(exponent - 1)) ? exponent : index;
            }
        }
        return isWordPart(at(index)) ? -1 : index;
    }

    private int digitsEnd(int from) {
        int index = from;
        while (isDigit(at(index))) {
            index++;
        }
        return index;
    }

    /** Negative if the character begins no operator. */
    private int operatorEnd() {
        int index = start;
        boolean keepsSign = false;
        while (isOperator(at(index)) && !comments.startsAt(index)) {
            keepsSign |= dialect == SqlDialect.POSTGRESQL && KEEPS_SIGN.indexOf(at(index)) >= 0;
            index++;
        }
        while (!keepsSign && index > start + 1 && (at(index - 1) == '+' || at(index - 1) == '-')) {
            index--;
        }
        return index > start ? index : -1;
    }

    private boolean isOperator(char c) {
        return OPERATOR_CHARACTERS.indexOf(c) >= 0 || (c == '#' && dialect == SqlDialect.POSTGRESQL);
    }

    private boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c == '#' && dialect == SqlDialect.SQLSERVER)
                || isForeignLetter(c);
    }

    private boolean isWordPart(char c) {
        return isWordStart(c) || isDigit(c) || (c == '$' && dialect == SqlDialect.POSTGRESQL);
    }

    /** Letters beyond ASCII, without those that become ASCII letters when a server changes their case or width. */
    private static boolean isForeignLetter(char c) {
        return c >= 0x80
                && Character.isLetter(c)
                && c != '\u0130'
                && c != '\u0131'
                && c != '\u017f'
                && c != '\u212a'
                && !(c >= '\ufb00' && c <= '\ufb4f')
                && !(c >= '\uff00' && c <= '\uffef');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** NUL beyond the end. */
    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : '\0';
    }

    private Token upTo(int tokenEnd, Token token) {
        if (tokenEnd < 0) {
            end = sql.length();
            return Token.AMBIGUOUS;
        }
        end = tokenEnd;
        return token;
    }
}
