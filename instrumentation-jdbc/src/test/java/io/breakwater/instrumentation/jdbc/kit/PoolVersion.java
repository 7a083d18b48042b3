package io.breakwater.instrumentation.jdbc.kit;

/** A connection pool in one version, or a driver that wraps another: its jars, and how it is told what to connect to. */
public enum PoolVersion {
    /** No pool: each connection is a new one. */
    NONE(8, "", ""),
    HIKARICP_4(8, "com.zaxxer.hikari.HikariDataSource", "hikaricp-4 slf4j"),
    HIKARICP_5(11, "com.zaxxer.hikari.HikariDataSource", "hikaricp-5 slf4j"),
    HIKARICP_6(11, "com.zaxxer.hikari.HikariDataSource", "hikaricp-6 slf4j"),
    HIKARICP_7(11, "com.zaxxer.hikari.HikariDataSource", "hikaricp-7 slf4j"),
    DBCP_2(8, "org.apache.commons.dbcp2.BasicDataSource", "dbcp-2"),
    TOMCAT_9(8, "org.apache.tomcat.jdbc.pool.DataSource", "tomcat-9"),
    TOMCAT_10(11, "org.apache.tomcat.jdbc.pool.DataSource", "tomcat-10"),
    C3P0(8, "com.mchange.v2.c3p0.ComboPooledDataSource", "c3p0-0.11 slf4j"),
    DRUID(8, "com.alibaba.druid.pool.DruidDataSource", "druid-1.2 slf4j"),
    /** No pool: a driver around the driver. */
    P6SPY(8, "com.p6spy.engine.spy.P6SpyDriver", "p6spy-3"),
    /** No pool: a driver around the driver, for PostgreSQL, MySQL and MariaDB 3. */
    AWS_WRAPPER(8, "software.amazon.jdbc.Driver", "aws-wrapper-3 slf4j");

    private final int minimumJava;
    private final String className;
    private final String directories;

    PoolVersion(int minimumJava, String className, String directories) {
        this.minimumJava = minimumJava;
        this.className = className;
        this.directories = directories;
    }

    public int minimumJava() {
        return minimumJava;
    }

    /** Whether this JVM is young enough for it. */
    public boolean runsHere() {
        return minimumJava <= DriverVersion.feature();
    }

    /** Its directories of jars, for {@link IsolatedJars}. */
    public String[] directories() {
        return directories.isEmpty() ? new String[0] : directories.split(" ");
    }

    String className() {
        return className;
    }

    /** Whether connections are kept and lent again. */
    public boolean isPool() {
        return this != NONE && !isWrapper();
    }

    /** Whether it is a driver of its own, with URLs of its own. */
    public boolean isWrapper() {
        return this == P6SPY || this == AWS_WRAPPER;
    }

    /** What stands in a URL before the name of the product. */
    String prefix() {
        switch (this) {
            case P6SPY:
                return "p6spy:";
            case AWS_WRAPPER:
                return "aws-wrapper:";
            default:
                return "";
        }
    }
}
