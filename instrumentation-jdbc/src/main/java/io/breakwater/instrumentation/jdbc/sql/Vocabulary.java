package io.breakwater.instrumentation.jdbc.sql;

import org.jspecify.annotations.Nullable;

/** What a read may say in one dialect. Thread-safety: immutable. */
final class Vocabulary {
    /** Reserved in every dialect, so that none can be the name of a function. */
    private static final String KEYWORDS =
            "all and as between case distinct exists from having in not on or select union using values where";

    private static final String OPERATORS = "+ - * / = < > <= >= <> !=";
    /** May stand before a string without being the name of a type that the application made. */
    private static final String BEFORE_STRINGS =
            "all and between both by case collate date distinct else escape from having "
                    + "ilike in interval is json jsonb leading like limit not offset on or precision select symmetric text "
                    + "then time timestamp timestamptz to trailing uescape uuid when where zone";

    private static final String TYPES =
            "bigint binary boolean bool char character date dec decimal double float int integer "
                    + "interval numeric real smallint time timestamp varchar";

    private static final Vocabulary POSTGRESQL = new Vocabulary(
                    "select values table show with",
                    KEYWORDS + " any array else some then when",
                    Functions.POSTGRESQL,
                    "% ^ || & | # ~ << >> |/ ||/ @ -> ->> #> #>> #- @> <@ @@ && ~* !~ !~* ~~ ~~* !~~ !~~* -|- &< &> ^@",
                    "bit bytea cidr daterange float4 float8 inet int2 int4 int4range int8 int8range json jsonb macaddr money "
                            + "name numrange oid regclass regproc regtype text timestamptz timetz tsquery tsrange tstzrange "
                            + "tsvector uuid xml")
            .withStringPrefixes(BEFORE_STRINGS);
    private static final Vocabulary MYSQL = new Vocabulary(
                    "select values table show with",
                    KEYWORDS + " else like match then when",
                    Functions.MYSQL,
                    "% ^ || & | ~ << >> -> ->> && <=> ! @@",
                    "datetime json nchar signed unsigned year")
            .withDenied("sql_calc_found_rows", "INNODB_CMP");
    private static final Vocabulary SQLSERVER = new Vocabulary(
                    "select with",
                    KEYWORDS + " any else like some then top when",
                    Functions.SQLSERVER,
                    "% ^ & | ~ !< !> @@ ||",
                    "bit datetime datetime2 datetimeoffset money nchar ntext nvarchar smalldatetime smallmoney text tinyint "
                            + "uniqueidentifier varbinary xml")
            .withDenied(
                    "add backup begin break browse bulk checkpoint close continue conversation create dbcc deallocate "
                            + "declare deny dump errlvl exit file goto holdlock identitycol if kill lineno load move open "
                            + "paglock print raiserror readtext receive reconfigure replication restore return revert rule "
                            + "save securityaudit send set setuser shutdown statistics tablock tablockx textsize throw tran "
                            + "transaction trigger truncate updatetext updlock use waitfor while writetext xlock",
                    null);
    private static final Vocabulary H2 = new Vocabulary(
            "select values table show with",
            KEYWORDS + " like",
            Functions.H2,
            "% || && ~ -> ~* !~",
            "blob bytea clob json nvarchar text tinyint uuid varbinary varchar_ignorecase");
    private static final Vocabulary DERBY =
            new Vocabulary("select values with", KEYWORDS, Functions.DERBY, "||", "blob clob xml");
    private static final Vocabulary SQLITE = new Vocabulary(
                    "select values with",
                    KEYWORDS + " else then when",
                    Functions.SQLITE,
                    "% || & | ~ << >> == -> ->>",
                    "blob text")
            .withDenied("pragma", "PRAGMA_");

    /** The words that a read may start with. */
    final WordSet starts;
    /** The words that may stand before a parenthesis and call nothing. */
    final WordSet keywords;

    final WordSet functions;
    final WordSet operators;
    /** What no read says in this dialect; in SQL Server also what begins a second statement, without a semicolon. */
    final @Nullable WordSet denied;
    /** No name may start with it, quoted or not. */
    final @Nullable String deniedPrefix;
    /** The built-in types. A type of the application's own may run its code. */
    final WordSet types;
    /** The words that may stand before a string, where others name a type; else null. */
    final @Nullable WordSet stringPrefixes;

    private Vocabulary(String starts, String keywords, String functions, String operators, String types) {
        this.starts = WordSet.of(starts);
        this.keywords = WordSet.of(keywords);
        this.functions = WordSet.of(Functions.EVERYWHERE, Functions.WINDOW, functions);
        this.operators = WordSet.of(OPERATORS, operators);
        this.types = WordSet.of(TYPES, types);
        this.denied = null;
        this.deniedPrefix = null;
        this.stringPrefixes = null;
    }

    private Vocabulary(
            Vocabulary other,
            @Nullable WordSet denied,
            @Nullable String deniedPrefix,
            @Nullable WordSet stringPrefixes) {
        this.starts = other.starts;
        this.keywords = other.keywords;
        this.functions = other.functions;
        this.operators = other.operators;
        this.types = other.types;
        this.denied = denied;
        this.deniedPrefix = deniedPrefix;
        this.stringPrefixes = stringPrefixes;
    }

    /** Null if nothing is a proven read. */
    static @Nullable Vocabulary of(SqlDialect dialect) {
        switch (dialect) {
            case POSTGRESQL:
                return POSTGRESQL;
            case MYSQL:
                return MYSQL;
            case SQLSERVER:
                return SQLSERVER;
            case H2:
                return H2;
            case DERBY:
                return DERBY;
            case SQLITE:
                return SQLITE;
            default:
                return null;
        }
    }

    private Vocabulary withDenied(String words, @Nullable String prefix) {
        return new Vocabulary(this, WordSet.of(words), prefix, stringPrefixes);
    }

    private Vocabulary withStringPrefixes(String words) {
        return new Vocabulary(this, denied, deniedPrefix, WordSet.of(words));
    }
}
