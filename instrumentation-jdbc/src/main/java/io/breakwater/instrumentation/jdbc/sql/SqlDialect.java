package io.breakwater.instrumentation.jdbc.sql;

/**
 * How a product reads SQL. Where its settings change the reading (backslashes, quotes, comments), the classifier
 * believes only what holds under all of them.
 */
public enum SqlDialect {
    POSTGRESQL,
    /** MySQL and MariaDB. */
    MYSQL,
    SQLSERVER,
    H2,
    DERBY,
    SQLITE,
    /**
     * Nothing is a proven read. Oracle calls a function without parentheses, so that {@code f} in {@code SELECT f FROM
     * dual} and {@code p.f} may be a column or a call of something that writes in a transaction of its own.
     */
    ORACLE,
    /** Every other product. Nothing is a proven read. */
    UNKNOWN;

    /** @param product the first word of a JDBC URL after {@code jdbc:}, in lower case */
    public static SqlDialect ofProduct(String product) {
        switch (product) {
            case "postgresql":
                return POSTGRESQL;
            case "mysql":
            case "mariadb":
                return MYSQL;
            case "sqlserver":
                return SQLSERVER;
            case "h2":
                return H2;
            case "derby":
                return DERBY;
            case "sqlite":
                return SQLITE;
            case "oracle":
                return ORACLE;
            default:
                return UNKNOWN;
        }
    }
}
