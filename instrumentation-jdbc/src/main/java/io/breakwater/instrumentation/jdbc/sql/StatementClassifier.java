package io.breakwater.instrumentation.jdbc.sql;

import org.jspecify.annotations.Nullable;

/**
 * Tells from the text of a statement what may be believed of it. Both answers fail closed: what is not understood is no
 * read, and may begin a transaction.
 *
 * <p>One pass over the text, in linear time, without a copy of it. Thread-safety: stateless. Errors: never throws.
 */
public final class StatementClassifier {
    /** Longer texts are not looked at. */
    static final int MAX_LENGTH_CHARS = 64 * 1024;

    private StatementClassifier() {}

    /** {@code SELECT} only if the text is a single statement that provably reads and does nothing else. */
    public static StatementKind classify(SqlDialect dialect, @Nullable String sql) {
        if (sql == null || sql.length() > MAX_LENGTH_CHARS || sql.indexOf('\0') >= 0) {
            return StatementKind.EXECUTE;
        }
        Vocabulary vocabulary = Vocabulary.of(dialect);
        if (vocabulary == null) {
            return StatementKind.EXECUTE;
        }
        return new PureReadCheck(dialect, vocabulary, sql).passes() ? StatementKind.SELECT : StatementKind.EXECUTE;
    }

    /**
     * True if the text may begin, end or change a transaction, or may run code that does. From then on the connection's
     * auto-commit flag says nothing: the driver does not know of a {@code BEGIN} that it was handed as text.
     */
    public static boolean mayBeginTransaction(SqlDialect dialect, @Nullable String sql) {
        return sql != null && new TransactionCheck(dialect, sql).mayBegin();
    }

    /** True if the text provably does nothing but end a transaction, or go back to a savepoint of it. */
    public static boolean endsTransaction(SqlDialect dialect, @Nullable String sql) {
        return sql != null && new TransactionEndCheck(dialect, sql).passes();
    }
}
