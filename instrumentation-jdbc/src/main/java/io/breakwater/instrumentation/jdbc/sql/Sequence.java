package io.breakwater.instrumentation.jdbc.sql;

/**
 * What may follow what. Some words are harmless with one successor only: {@code FOR} may begin a lock, {@code WITH} a
 * hint, {@code FETCH} the reading of a cursor, {@code AS} the name of a type.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class Sequence {
    private static final WordSet AFTER_FOR = WordSet.of("json system_time xml");
    private static final WordSet AFTER_FETCH = WordSet.of("first next");
    private static final WordSet AFTER_FETCH_NEXT = WordSet.of("row rows");
    private static final WordSet AFTER_WITH = WordSet.of("cube local ordinality rollup ties time");
    private static final WordSet HINTS = WordSet.of("nolock readpast readuncommitted");
    private static final WordSet ESCAPES = WordSet.of("d escape fn limit oj t ts");
    private static final WordSet QUERY_STARTS = WordSet.of("select values with");
    /** Not reserved everywhere, but no call either if a query follows the parenthesis. */
    private static final WordSet BEFORE_QUERY =
            WordSet.of("any apply array except intersect join lateral materialized minus some");

    private static final WordSet BETWEEN_QUERIES = WordSet.of("except intersect union");
    private static final WordSet AFTER_UNION = WordSet.of("all distinct select table values");
    private static final WordSet BEFORE_FURTHER_QUERY = WordSet.of("all distinct except intersect minus union");
    private static final WordSet BEFORE_BY = WordSet.of("group order partition");
    private static final WordSet AFTER_CLOSE = WordSet.of("against filter over");
    private static final WordSet BEFORE_COLUMN_LIST = WordSet.of("as recursive with");
    private static final WordSet NO_ARRAY = WordSet.of("apply from join lateral only table");

    private enum Listing {
        NONE,
        COLUMNS,
        HINTS
    }

    private final SqlDialect dialect;
    private final Vocabulary vocabulary;
    private final String sql;

    private Token before = Token.START;
    private int beforeStart;
    private int beforeEnd;
    private Token previous = Token.START;
    private int previousStart;
    private int previousEnd;
    private Listing listing = Listing.NONE;
    private boolean expectsOver;
    private boolean isInCast;

    Sequence(SqlDialect dialect, Vocabulary vocabulary, String sql) {
        this.dialect = dialect;
        this.vocabulary = vocabulary;
        this.sql = sql;
    }

    /** MUST be called for each token that was admitted. */
    void add(Token token, int start, int end) {
        if (token == Token.OPEN) {
            listing = opensColumnList() ? Listing.COLUMNS : previousIs("WITH") ? Listing.HINTS : Listing.NONE;
        } else if (token == Token.CLOSE) {
            listing = Listing.NONE;
        }
        before = previous;
        beforeStart = previousStart;
        beforeEnd = previousEnd;
        previous = token;
        previousStart = start;
        previousEnd = end;
    }

    /** The next token but one, after this parenthesis, MUST be {@code OVER}. */
    void expectOver() {
        expectsOver = true;
    }

    Token previous() {
        return previous;
    }

    int previousEnd() {
        return previousEnd;
    }

    boolean previousIsIn(WordSet words) {
        return previous == Token.WORD && words.contains(sql, previousStart, previousEnd);
    }

    /** True if a query that follows belongs to the statement, as far as the word before it tells. */
    boolean continuesQuery() {
        return previousIsIn(BEFORE_FURTHER_QUERY);
    }

    /** True if the previous word has something with a dot before it. */
    boolean isQualified() {
        return before == Token.DOT;
    }

    /** {@code WITH name (columns)} and {@code AS name (columns)}. In SQL Server the latter may be a hint. */
    boolean opensColumnList() {
        return (previous == Token.WORD || previous == Token.QUOTED)
                && beforeIsIn(BEFORE_COLUMN_LIST)
                && !previousIs("MATERIALIZED")
                && !(beforeIs("AS") && (isInCast || dialect == SqlDialect.SQLSERVER));
    }

    /** True if the previous word begins a clause with a parenthesis here, although it may be a function elsewhere. */
    boolean isClause() {
        return previousIsIn(BEFORE_QUERY)
                || (previousIs("BY") && beforeIsIn(BEFORE_BY))
                || (previousIsIn(AFTER_CLOSE) && before == Token.CLOSE)
                || (previousIs("GROUP") && beforeIs("WITHIN"))
                || (previousIs("WITH") && dialect == SqlDialect.SQLSERVER);
    }

    /** True if the previous word is a type, which {@link #admits} has checked. */
    boolean isType() {
        return before == Token.CAST || (isInCast && beforeIs("AS"));
    }

    /** @param inCast true directly inside the parentheses of a cast */
    boolean admits(Token token, int start, int end, boolean inCast) {
        isInCast = inCast;
        if (expectsOver) {
            expectsOver = false;
            return token == Token.WORD && WordSet.isSame("OVER", sql, start, end);
        }
        return admitsInList(token, start, end)
                && admitsType(token, start, end)
                && admitsLiteral(token)
                && admitsBracket(token, start)
                && admitsAfterPrevious(token, start, end);
    }

    private boolean admitsInList(Token token, int start, int end) {
        switch (listing) {
            case COLUMNS:
                return token == Token.WORD || token == Token.QUOTED || token == Token.COMMA || token == Token.CLOSE;
            case HINTS:
                return token == Token.COMMA || token == Token.CLOSE || isIn(HINTS, token, start, end);
            default:
                return true;
        }
    }

    private boolean admitsType(Token token, int start, int end) {
        if (previous == Token.CAST || (isInCast && previousIs("AS"))) {
            return isIn(vocabulary.types, token, start, end);
        }
        return token != Token.DOT || !isType();
    }

    private boolean admitsLiteral(Token token) {
        WordSet prefixes = vocabulary.stringPrefixes;
        if (prefixes == null || token != Token.STRING) {
            return true;
        }
        if (previous == Token.WORD) {
            return before == Token.ESCAPE_OPEN
                    || (!isQualified() && prefixes.contains(sql, previousStart, previousEnd));
        }
        boolean isArrayType = previous == Token.BRACKET && sql.charAt(previousStart) == ']';
        return previous != Token.QUOTED && previous != Token.CLOSE && !isArrayType;
    }

    /** CockroachDB takes a whole statement in brackets for a table. */
    private boolean admitsBracket(Token token, int start) {
        if (token != Token.BRACKET || sql.charAt(start) == ']') {
            return true;
        }
        return previousEnd == start
                && (previous == Token.WORD
                        || previous == Token.QUOTED
                        || previous == Token.CLOSE
                        || previous == Token.BRACKET)
                && !previousIsIn(NO_ARRAY);
    }

    private boolean admitsAfterPrevious(Token token, int start, int end) {
        switch (previous) {
            case SEMICOLON:
                return token == Token.END;
            case CLOSE:
                // The attribute of a row may be a function of it.
                return token != Token.DOT;
            case ESCAPE_OPEN:
                return isIn(ESCAPES, token, start, end);
            case OPEN:
                return !beforeIsIn(BEFORE_QUERY)
                        || beforeIsIn(vocabulary.keywords)
                        || isIn(QUERY_STARTS, token, start, end);
            case WORD:
                return admitsAfterWord(token, start, end);
            default:
                return true;
        }
    }

    private boolean admitsAfterWord(Token token, int start, int end) {
        boolean isCount = token == Token.NUMBER || token == Token.PARAMETER;
        if (previousIs("FOR")) {
            return isCount || isIn(AFTER_FOR, token, start, end);
        }
        if (previousIs("FETCH")) {
            return isIn(AFTER_FETCH, token, start, end);
        }
        if (previousIs("NEXT") || (previousIs("FIRST") && beforeIs("FETCH"))) {
            return beforeIs("FETCH") && (isCount || isIn(AFTER_FETCH_NEXT, token, start, end));
        }
        if (previousIs("WITH")) {
            boolean beginsQuery = before == Token.START || before == Token.OPEN;
            return beginsQuery
                    ? token == Token.WORD || token == Token.QUOTED
                    : isIn(AFTER_WITH, token, start, end) || (token == Token.OPEN && dialect == SqlDialect.SQLSERVER);
        }
        if (previousIsIn(BETWEEN_QUERIES) || (previousIs("ALL") && beforeIs("UNION"))) {
            return token == Token.OPEN || isIn(AFTER_UNION, token, start, end);
        }
        return true;
    }

    private boolean isIn(WordSet words, Token token, int start, int end) {
        return token == Token.WORD && words.contains(sql, start, end);
    }

    private boolean previousIs(String word) {
        return previous == Token.WORD && WordSet.isSame(word, sql, previousStart, previousEnd);
    }

    private boolean beforeIs(String word) {
        return before == Token.WORD && WordSet.isSame(word, sql, beforeStart, beforeEnd);
    }

    private boolean beforeIsIn(WordSet words) {
        return before == Token.WORD && words.contains(sql, beforeStart, beforeEnd);
    }
}
