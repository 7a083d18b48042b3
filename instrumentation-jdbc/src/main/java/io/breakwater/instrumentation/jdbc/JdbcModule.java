package io.breakwater.instrumentation.jdbc;

import io.breakwater.engine.database.DriverClasses;
import io.breakwater.extension.InstrumentationModule;
import io.breakwater.extension.JoinPoint;
import io.breakwater.instrumentation.jdbc.driver.DataSourceFacts;
import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;
import io.breakwater.instrumentation.jdbc.driver.NamedDriver;
import io.breakwater.instrumentation.jdbc.driver.ParameterMethod;
import io.breakwater.instrumentation.jdbc.driver.StatementMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The join points of JDBC: where the drivers' own classes connect and execute. Pools and wrappers lie above, so that each
 * call is met once whoever is between it and the application.
 */
public final class JdbcModule implements InstrumentationModule {
    private static final String PACKAGE = "io.breakwater.instrumentation.jdbc.";
    private static final String TEXT = "(Ljava/lang/String;";
    private static final String CONNECT = "(Ljava/lang/String;Ljava/util/Properties;)L";
    private static final String CREDENTIALS = "(Ljava/lang/String;Ljava/lang/String;)";

    @Override
    public String name() {
        return "JDBC";
    }

    @Override
    public String versions() {
        return "PostgreSQL 42.2 to 42.7, MySQL 5.1, 8 and 9, MariaDB 2.7 and 3, H2 1.4.200 and 2, SQLite, Derby;"
                + " without a server SQL Server, Oracle and DB2";
    }

    @Override
    public List<String> limits() {
        return Arrays.asList(
                "A limit on a query in milliseconds holds for PostgreSQL; the others count in seconds, and ours is rounded"
                        + " up.",
                "SQLite has no query timeout that ends what executes, and none is set.",
                "H2, Derby and SQLite have no network timeout: a peer that falls silent is not noticed.",
                "A limit that is part of the URL stays as it is.",
                "Of two statements that execute at once on one connection, the first alone gets a network timeout.",
                "MySQL Connector/J logs in anew to cancel a statement; where the server is silent, that ends with the login's"
                        + " timeout, and the statement not before.",
                "A prepared statement is executed again (retry of statements) with PostgreSQL, MySQL and MariaDB, unless a"
                        + " parameter was a stream or another object that an execution may use up; with the other drivers"
                        + " only a text is.",
                "Rows that are fetched after execute has returned are not covered by any limit of ours, nor are commit and rollback.",
                "With MariaDB's driver a statement with a fetch size, and one that loads a file, has no query timeout but the"
                        + " network's: its server would count until the last row, and not know the text again.",
                "A driver that the configuration names (jdbc-drivers) gets query timeouts in seconds, and neither connect"
                        + " nor network timeouts.",
                "Data sources that connect without the driver's connect method (MariaDB 3, SQL Server, Oracle) get a login"
                        + " timeout in seconds for as long as a connection is acquired; those of MariaDB 2.7, H2 and SQLite"
                        + " have none, or one that cannot be taken back.",
                "A login timeout, ours or another, has PostgreSQL's driver log in within a thread of its own: socket factories and"
                        + " authentication plugins that need the caller's thread want login: none.",
                "SQL Server's driver waits without a limit for the first answer of a server that accepts and stays mute.",
                "MariaDB has one timeout for connecting and the login: the shorter of ours.",
                "A caller's deadline ends a query in milliseconds with PostgreSQL, else within a second; one that a silent database"
                        + " keeps ends network-grace later.",
                "A connection that is made for a caller with less than a second left gets a second for connecting and for the"
                        + " login: drivers keep what they are told, and cancel statements by it later.",
                "HikariCP, c3p0 and Druid connect for nobody in particular, and no caller's deadline holds for that; DBCP and"
                        + " Tomcat JDBC connect for the caller who waits. How long a caller waits for a connection that others"
                        + " use is the pool's own affair.",
                "A pool's test of a connection in the thread of a caller is never refused, but ends with the caller's"
                        + " deadline if that is not over yet.",
                "DB2's classes are known by name for 11.5.0, 11.5.9 and 12.1.2 to 12.1.5; other versions are left alone.");
    }

    @Override
    public int minimumJava() {
        return 8;
    }

    @Override
    public List<JoinPoint> joinPoints() {
        List<JoinPoint> all = new ArrayList<>();
        for (DriverFacts driver : Drivers.all()) {
            addDriver(all, driver);
        }
        return all;
    }

    @Override
    public List<JoinPoint> joinPointsOf(DriverClasses named) {
        List<JoinPoint> all = new ArrayList<>();
        addDriver(all, NamedDriver.facts(named));
        all.replaceAll(joinPoint -> joinPoint.with(NamedDriver.detail(named)));
        return all;
    }

    private static void addDriver(List<JoinPoint> all, DriverFacts driver) {
        for (Map.Entry<String, Set<StatementMethod>> statement :
                driver.statements().entrySet()) {
            for (StatementMethod method : statement.getValue()) {
                all.add(joinPoint(statement.getKey(), method.methodName(), method.descriptor(), "ExecuteAdapter"));
            }
        }
        driver.drivers().forEach((name, returned) -> {
            for (String type : returned) {
                all.add(joinPoint(name, "connect", CONNECT + type + ";", "ConnectAdapter"));
            }
        });
        for (String name : driver.connections()) {
            addPrepare(all, name);
        }
        for (String name : driver.parameters()) {
            for (ParameterMethod method : ParameterMethod.values()) {
                all.add(joinPoint(name, method.methodName(), method.descriptor(), "ParameterAdapter"));
            }
        }
        for (Map.Entry<String, DataSourceFacts> dataSource :
                driver.dataSources().entrySet()) {
            addDataSource(all, dataSource.getKey(), dataSource.getValue());
        }
    }

    private static void addPrepare(List<JoinPoint> all, String name) {
        for (String further : Arrays.asList("", "I", "[I", "[Ljava/lang/String;", "II", "III")) {
            String descriptor = TEXT + further + ")Ljava/sql/PreparedStatement;";
            all.add(joinPoint(name, "prepareStatement", descriptor, "PrepareAdapter"));
        }
        for (String further : Arrays.asList("", "II", "III")) {
            String descriptor = TEXT + further + ")Ljava/sql/CallableStatement;";
            all.add(joinPoint(name, "prepareCall", descriptor, "PrepareAdapter"));
        }
    }

    private static void addDataSource(List<JoinPoint> all, String name, DataSourceFacts facts) {
        for (String arguments : Arrays.asList("()", CREDENTIALS)) {
            all.add(dataSource(name, "getConnection", arguments + "Ljava/sql/Connection;"));
            if (facts.isPooled()) {
                all.add(dataSource(name, "getPooledConnection", arguments + "Ljavax/sql/PooledConnection;"));
                all.add(dataSource(name, "getXAConnection", arguments + "Ljavax/sql/XAConnection;"));
            }
        }
    }

    private static JoinPoint dataSource(String name, String method, String descriptor) {
        return joinPoint(name, method, descriptor, "DataSourceAdapter");
    }

    private static JoinPoint joinPoint(String className, String method, String descriptor, String adapter) {
        return JoinPoint.of(className, method, descriptor, PACKAGE + adapter);
    }

    @Override
    public List<String> openedPackages() {
        return Collections.emptyList();
    }
}
