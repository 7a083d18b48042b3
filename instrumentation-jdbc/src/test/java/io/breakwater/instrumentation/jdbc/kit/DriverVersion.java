package io.breakwater.instrumentation.jdbc.kit;

/**
 * A driver in one version: its jars, its class, and the server that the tests have for it. For some there is none: they can
 * be loaded and woven, and that is all.
 */
public enum DriverVersion {
    POSTGRESQL_42_2("postgresql-42.2", "org.postgresql.Driver", 8, "postgresql", "postgresql"),
    POSTGRESQL_42_7("postgresql-42.7", "org.postgresql.Driver", 8, "postgresql", "postgresql"),
    MYSQL_5_1("mysql-5.1", "com.mysql.jdbc.Driver", 8, "mariadb", "mysql"),
    MYSQL_8("mysql-8", "com.mysql.cj.jdbc.Driver", 8, "mariadb", "mysql"),
    MYSQL_9("mysql-9", "com.mysql.cj.jdbc.Driver", 8, "mariadb", "mysql"),
    MARIADB_2_7("mariadb-2.7", "org.mariadb.jdbc.Driver", 8, "mariadb", "mariadb"),
    MARIADB_3_5("mariadb-3.5", "org.mariadb.jdbc.Driver", 8, "mariadb", "mariadb"),
    H2_1_4("h2-1.4", "org.h2.Driver", 8, "in-process", "h2:mem"),
    H2_2("h2-2", "org.h2.Driver", 11, "in-process", "h2:mem"),
    SQLITE_3("sqlite-3", "org.sqlite.JDBC", 8, "in-process", "sqlite::memory"),
    DERBY_10_14("derby-10.14", "org.apache.derby.jdbc.EmbeddedDriver", 8, "in-process", "derby:memory"),
    DERBY_10_16("derby-10.16", "org.apache.derby.iapi.jdbc.AutoloadedDriver", 17, "in-process", "derby:memory"),
    SQLSERVER_13("sqlserver-13", "com.microsoft.sqlserver.jdbc.SQLServerDriver", 8, "none", "sqlserver"),
    ORACLE_8("oracle-8", "oracle.jdbc.OracleDriver", 8, "none", "oracle"),
    ORACLE_11("oracle-11", "oracle.jdbc.OracleDriver", 11, "none", "oracle"),
    DB2_12("db2-12", "com.ibm.db2.jcc.DB2Driver", 8, "none", "db2");

    private final String directory;
    private final String driverClass;
    private final int minimumJava;
    private final String server;
    private final String scheme;

    DriverVersion(String directory, String driverClass, int minimumJava, String server, String scheme) {
        this.directory = directory;
        this.driverClass = driverClass;
        this.minimumJava = minimumJava;
        this.server = server;
        this.scheme = scheme;
    }

    /** Its directory of jars, for {@link IsolatedJars}. */
    public String directory() {
        return directory;
    }

    public String driverClass() {
        return driverClass;
    }

    public int minimumJava() {
        return minimumJava;
    }

    /** Whether this JVM is young enough for it. */
    public boolean runsHere() {
        return minimumJava <= feature();
    }

    static int feature() {
        // 1.8, then 9, 10, 11.
        return Integer.parseInt(System.getProperty("java.specification.version").replaceFirst("^1\\.", ""));
    }

    /** Whether the tests have a server that it reaches over the network. */
    public boolean hasServer() {
        return !server.equals("none") && !isInProcess();
    }

    /** Whether the driver is the database as well. */
    public boolean isInProcess() {
        return server.equals("in-process");
    }

    /** The server for it, started by now; only if it {@link #hasServer}. */
    public DatabaseServer server() {
        switch (server) {
            case "postgresql":
                return DatabaseServer.postgresql();
            case "mariadb":
                return DatabaseServer.mariadb();
            default:
                throw new IllegalStateException(this + ": there is no server (expected: hasServer())");
        }
    }

    /** The server's database by way of a host and port, which may be those of a {@link FaultProxy}. */
    public String url(String host, int port) {
        String url = "jdbc:" + scheme + "://" + host + ":" + port + "/" + server().database();
        // Would ask for TLS, and warn that it did not get it.
        return scheme.equals("mysql") ? url + "?useSSL=false&allowPublicKeyRetrieval=true" : url;
    }

    /** The server's database, directly. */
    public String url() {
        return url(server().host(), server().port());
    }

    /** A database in memory, which lives as long as its driver's class loader at most; only if it is {@link #isInProcess}. */
    public String inMemory(String name) {
        switch (scheme) {
            case "h2:mem":
                return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
            case "sqlite::memory":
                return "jdbc:sqlite:file:" + name + "?mode=memory&cache=shared";
            case "derby:memory":
                return "jdbc:derby:memory:" + name + ";create=true";
            default:
                throw new IllegalStateException(this + ": there is no database in process (expected: isInProcess())");
        }
    }
}
