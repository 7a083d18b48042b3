package io.breakwater.instrumentation.jdbc.sql;

/** The kinds of piece that a text falls into. Blanks and comments are none. */
enum Token {
    /** Before the first piece. */
    START,
    /** A keyword or a name that is not quoted. */
    WORD,
    /** A quoted name; in MySQL also a string in double quotes. */
    QUOTED,
    /** A string or binary literal with its prefix. */
    STRING,
    NUMBER,
    /** {@code ?} or {@code $1}. */
    PARAMETER,
    OPERATOR,
    /** Two colons. */
    CAST,
    COLON,
    COMMA,
    DOT,
    SEMICOLON,
    OPEN,
    CLOSE,
    /** Square brackets of an array. */
    BRACKET,
    /** The opening brace of a JDBC escape. */
    ESCAPE_OPEN,
    ESCAPE_CLOSE,
    END,
    /** Unterminated, unknown, or not the same for all servers and settings. Nothing may be concluded from the text. */
    AMBIGUOUS
}
