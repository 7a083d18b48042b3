package io.breakwater.instrumentation.jdbc.sql;

/**
 * Goes once through the tokens of a text and stops at the first one that a proven read may not have there.
 *
 * <p>It knows the token before and the one before that. Parentheses are bits: at depth n, bit n tells whether
 * {@code CAST} or a window function opened it. Thread-safety: confined to the calling thread.
 */
final class PureReadCheck {
    private static final int MAX_DEPTH = 63;
    /** Whatever they mean, they do not only read. */
    private static final WordSet DENIED = WordSet.of(
            "alter call commit delete drop dumpfile exec execute explain grant insert into lock locks merge",
            "nextval outfile procedure revoke rollback update upsert");

    private static final WordSet WINDOW_FUNCTIONS = WordSet.of(Functions.WINDOW);
    private static final WordSet CASTS = WordSet.of("cast try_cast");

    private final SqlDialect dialect;
    private final Vocabulary vocabulary;
    private final String sql;
    private final SqlLexer lexer;
    private final Sequence sequence;

    private boolean hasBegun;
    /** The query that is not in parentheses has begun. */
    private boolean hasQuery;

    private int depth;
    private int escapeDepth;
    private long castDepths;
    private long windowDepths;

    PureReadCheck(SqlDialect dialect, Vocabulary vocabulary, String sql) {
        this.dialect = dialect;
        this.vocabulary = vocabulary;
        this.sql = sql;
        this.lexer = new SqlLexer(dialect, sql);
        this.sequence = new Sequence(dialect, vocabulary, sql);
    }

    boolean passes() {
        Token token = lexer.next();
        while (accepts(token)) {
            if (token == Token.END) {
                return hasBegun && depth == 0 && escapeDepth == 0;
            }
            sequence.add(token, lexer.start(), lexer.end());
            token = lexer.next();
        }
        return false;
    }

    private boolean accepts(Token token) {
        if (!sequence.admits(token, lexer.start(), lexer.end(), isBit(castDepths))) {
            return false;
        }
        switch (token) {
            case WORD:
                return acceptsWord();
            case QUOTED:
                return hasBegun && !isDeniedName(lexer.start() + 1, lexer.end() - 1);
            case OPERATOR:
                return hasBegun && vocabulary.operators.contains(sql, lexer.start(), lexer.end());
            case OPEN:
                return acceptsOpen();
            case CLOSE:
                return acceptsClose();
            case ESCAPE_OPEN:
                escapeDepth++;
                return hasBegun;
            case ESCAPE_CLOSE:
                return --escapeDepth >= 0;
            case AMBIGUOUS:
                return false;
            default:
                return hasBegun;
        }
    }

    private boolean acceptsWord() {
        int start = lexer.start();
        int end = lexer.end();
        if (!hasBegun) {
            hasBegun = true;
            hasQuery = WordSet.isSame("SELECT", sql, start, end);
            return vocabulary.starts.contains(sql, start, end);
        }
        if (depth == 0 && WordSet.isSame("SELECT", sql, start, end) && !sequence.continuesQuery()) {
            // SQL Server needs no semicolon before a second statement.
            if (hasQuery) {
                return false;
            }
            hasQuery = true;
        }
        return !DENIED.contains(sql, start, end)
                && (vocabulary.denied == null || !vocabulary.denied.contains(sql, start, end))
                && !isDeniedName(start, end);
    }

    /** A quoted {@code "NEXTVAL"} draws from a sequence, too, and some tables do something when they are read. */
    private boolean isDeniedName(int start, int end) {
        String prefix = vocabulary.deniedPrefix;
        return WordSet.isSame("NEXTVAL", sql, start, end)
                || (prefix != null && WordSet.startsWith(prefix, sql, start, end));
    }

    private boolean acceptsOpen() {
        boolean isCast = sequence.previousIsIn(CASTS);
        boolean isWindow = sequence.previousIsIn(WINDOW_FUNCTIONS) && !sequence.opensColumnList();
        if (hasBegun && !mayStandBeforeOpen()) {
            return false;
        }
        if (++depth > MAX_DEPTH) {
            return false;
        }
        castDepths = withBit(castDepths, isCast);
        windowDepths = withBit(windowDepths, isWindow);
        return true;
    }

    private boolean mayStandBeforeOpen() {
        switch (sequence.previous()) {
            case OPEN:
            case OPERATOR:
            case COMMA:
                return true;
            case QUOTED:
                return sequence.opensColumnList();
            case WORD:
                return !sequence.isQualified()
                        && (sequence.previousIsIn(vocabulary.keywords)
                                || sequence.isClause()
                                || sequence.opensColumnList()
                                || sequence.isType()
                                || isPureFunction());
            default:
                return false;
        }
    }

    /** With a blank before the parenthesis MySQL takes some built-ins for functions of the application. */
    private boolean isPureFunction() {
        return sequence.previousIsIn(vocabulary.functions)
                && (dialect != SqlDialect.MYSQL || sequence.previousEnd() == lexer.start());
    }

    private boolean acceptsClose() {
        if (depth == 0) {
            return false;
        }
        if (isBit(windowDepths)) {
            sequence.expectOver();
        }
        depth--;
        return hasBegun;
    }

    private boolean isBit(long bits) {
        return (bits >>> depth & 1) != 0;
    }

    private long withBit(long bits, boolean value) {
        long bit = 1L << depth;
        return value ? bits | bit : bits & ~bit;
    }
}
