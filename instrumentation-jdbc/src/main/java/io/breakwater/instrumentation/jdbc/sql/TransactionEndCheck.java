package io.breakwater.instrumentation.jdbc.sql;

/**
 * Recognises a text that ends its transaction, or goes back in it, and does nothing else: {@code COMMIT}, {@code ROLLBACK TO
 * SAVEPOINT a}. Fails closed: anything that is not understood ends nothing.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class TransactionEndCheck {
    private static final WordSet ENDS = WordSet.of("commit rollback");
    /** What may come second; with another word a new statement may begin, which in SQL Server needs no semicolon. */
    private static final WordSet SECOND = WordSet.of("and prepared to tran transaction work");
    /** As in {@code ROLLBACK WORK TO SAVEPOINT a}; the longest known has six. */
    private static final int MOST_TOKENS = 6;

    private final String sql;
    private final SqlLexer lexer;

    TransactionEndCheck(SqlDialect dialect, String sql) {
        this.sql = sql;
        this.lexer = new SqlLexer(dialect, sql);
    }

    boolean passes() {
        if (lexer.next() != Token.WORD || !ENDS.contains(sql, lexer.start(), lexer.end())) {
            return false;
        }
        for (int tokens = 1; tokens <= MOST_TOKENS; tokens++) {
            Token token = lexer.next();
            if (token == Token.END || token == Token.SEMICOLON) {
                return token == Token.END || lexer.next() == Token.END;
            }
            boolean isKnown = token == Token.WORD || (tokens > 1 && (token == Token.STRING || token == Token.QUOTED));
            if (!isKnown || (tokens == 1 && !SECOND.contains(sql, lexer.start(), lexer.end()))) {
                return false;
            }
        }
        return false;
    }
}
