package io.breakwater.instrumentation.jdbc.sql;

/** What a statement's text proves it to be. */
public enum StatementKind {
    /** One statement that provably only reads: executed twice, it has no more effect than executed once. */
    SELECT,
    /** Everything else, also what reads but does not prove it. */
    EXECUTE
}
