package io.breakwater.instrumentation.jdbc.sql;

/**
 * Looks for statements that change the transaction. A first word that is known to leave it alone is believed, for every
 * statement of the text; everything else may change it.
 *
 * <p>Thread-safety: confined to the calling thread.
 */
final class TransactionCheck {
    private static final WordSet HARMLESS = WordSet.of(
            "alter analyse analyze check comment copy create delete desc describe discard drop explain grant insert",
            "listen merge notify optimize pragma refresh reindex replace reset revoke select show table truncate",
            "unlisten update upsert use vacuum values with");
    private static final WordSet SET_CHANGES =
            WordSet.of("autocommit completion_type implicit_transactions statement transaction");
    /** In SQL Server a statement may begin without a semicolon before it. */
    private static final WordSet SQLSERVER_CHANGES =
            WordSet.of("ansi_defaults commit exec execute implicit_transactions rollback save tran transaction");

    private final SqlDialect dialect;
    private final String sql;
    private final SqlLexer lexer;
    private final boolean needsNoSemicolon;

    TransactionCheck(SqlDialect dialect, String sql) {
        this.dialect = dialect;
        this.sql = sql;
        this.lexer = new SqlLexer(dialect, sql);
        this.needsNoSemicolon = dialect == SqlDialect.SQLSERVER || dialect == SqlDialect.UNKNOWN;
    }

    boolean mayBegin() {
        // Without a semicolon the first word says it all, and the rest may be as long or as odd as it likes.
        boolean isSingle = !needsNoSemicolon && sql.indexOf(';') < 0;
        boolean isStart = true;
        boolean isSet = false;
        while (true) {
            Token token = lexer.next();
            if (token == Token.END) {
                return false;
            }
            if (token == Token.AMBIGUOUS || lexer.start() > StatementClassifier.MAX_LENGTH_CHARS) {
                return true;
            }
            if (token == Token.SEMICOLON) {
                isStart = true;
            } else if (isStart && token != Token.OPEN) {
                isSet = token == Token.WORD && WordSet.isSame("SET", sql, lexer.start(), lexer.end());
                if (!isSet && !isHarmlessStart(token)) {
                    return true;
                }
                if (!isSet && isSingle) {
                    return false;
                }
                isStart = false;
            } else if (isChange(token, isSet)) {
                return true;
            }
        }
    }

    private boolean isHarmlessStart(Token token) {
        return token == Token.WORD
                && (HARMLESS.contains(sql, lexer.start(), lexer.end())
                        || (dialect == SqlDialect.SQLSERVER
                                && WordSet.isSame("DECLARE", sql, lexer.start(), lexer.end())));
    }

    private boolean isChange(Token token, boolean isSet) {
        int start = lexer.start();
        int end = lexer.end();
        if (token == Token.QUOTED) {
            return isSet && SET_CHANGES.contains(sql, start + 1, end - 1);
        }
        return token == Token.WORD
                && ((isSet && SET_CHANGES.contains(sql, start, end))
                        || (needsNoSemicolon && SQLSERVER_CHANGES.contains(sql, start, end)));
    }
}
