package io.breakwater.engine.database;

import static io.breakwater.engine.database.DriverLimits.Grain.MILLIS;
import static io.breakwater.engine.database.DriverLimits.Grain.NONE;
import static io.breakwater.engine.database.DriverLimits.Grain.SECONDS;
import static io.breakwater.engine.database.DriverLimits.Repeats.PREPARED;
import static io.breakwater.engine.database.DriverLimits.Repeats.TEXTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The products whose drivers are known without being named. The adapters have a table of their own; a test there holds this
 * one to it.
 *
 * <p>Thread-safety: immutable.
 */
public enum KnownProduct {
    POSTGRESQL(
            "PostgreSQL",
            "jdbc:postgresql://host:5432/database",
            DriverLimits.of(SECONDS, MILLIS, MILLIS)
                    .loginForOneServer()
                    .ofNetwork()
                    .repeats(PREPARED),
            "org.postgresql.Driver"),
    MYSQL(
            "MySQL",
            "jdbc:mysql://host:3306/database",
            DriverLimits.of(MILLIS, MILLIS, SECONDS).loginBySocket().ofNetwork().repeats(PREPARED),
            "com.mysql.cj.jdbc.Driver",
            "com.mysql.cj.jdbc.NonRegisteringDriver",
            "com.mysql.jdbc.Driver",
            "com.mysql.jdbc.NonRegisteringDriver",
            "com.mysql.jdbc.ReplicationDriver",
            "com.mysql.jdbc.NonRegisteringReplicationDriver",
            "com.mysql.fabric.jdbc.FabricMySQLDriver"),
    MARIADB(
            "MariaDB",
            "jdbc:mariadb://host:3306/database",
            DriverLimits.of(MILLIS, MILLIS, SECONDS)
                    .oneLimitForBoth()
                    .loginOfDataSource()
                    .keptByServer()
                    .ofNetwork()
                    .repeats(PREPARED),
            "org.mariadb.jdbc.Driver",
            "org.mariadb.jdbc.NonRegisteringDriver"),
    H2("H2", "jdbc:h2:mem:name", DriverLimits.of(NONE, NONE, SECONDS).repeats(TEXTS), "org.h2.Driver"),
    SQLITE(
            "SQLite",
            "jdbc:sqlite:/path/file.db",
            DriverLimits.of(NONE, NONE, NONE).repeats(TEXTS),
            "org.sqlite.JDBC"),
    SQLSERVER(
            "SQL Server",
            "jdbc:sqlserver://host:1433/database",
            DriverLimits.of(NONE, SECONDS, SECONDS)
                    .loginForOneServer()
                    .loginOfDataSource()
                    .ofNetwork()
                    .repeats(TEXTS),
            "com.microsoft.sqlserver.jdbc.SQLServerDriver"),
    ORACLE(
            "Oracle",
            "jdbc:oracle:thin:@//host:1521/service",
            DriverLimits.of(MILLIS, MILLIS, SECONDS)
                    .loginForOneServer()
                    .loginOfDataSource()
                    .ofNetwork(),
            "oracle.jdbc.OracleDriver",
            "oracle.jdbc.driver.OracleDriver"),
    DERBY(
            "Derby",
            "jdbc:derby://host:1527/database",
            DriverLimits.of(NONE, NONE, SECONDS).repeats(TEXTS),
            "org.apache.derby.jdbc.AutoloadedDriver",
            "org.apache.derby.jdbc.EmbeddedDriver",
            "org.apache.derby.jdbc.InternalDriver",
            "org.apache.derby.jdbc.ClientDriver",
            "org.apache.derby.iapi.jdbc.AutoloadedDriver",
            "org.apache.derby.iapi.jdbc.InternalDriver",
            "org.apache.derby.client.ClientAutoloadedDriver"),
    DB2(
            "DB2",
            "jdbc:db2://host:50000/database",
            DriverLimits.of(NONE, SECONDS, SECONDS).loginForOneServer().ofNetwork(),
            "com.ibm.db2.jcc.DB2Driver");

    private final String title;
    private final String example;

    @SuppressWarnings("ImmutableEnumChecker") // never changed once it is built
    private final DriverLimits limits;

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
    private final List<String> drivers;

    KnownProduct(String title, String example, DriverLimits limits, String... drivers) {
        this.title = title;
        this.example = example;
        this.limits = limits;
        this.drivers = Collections.unmodifiableList(Arrays.asList(drivers));
    }

    /** The product whose driver takes URLs that begin with {@code jdbc:word:}, or null. */
    public static @Nullable KnownProduct of(String word) {
        switch (word) {
            case "mysql+srv":
                return MYSQL;
            case "db2j":
            case "db2os390":
            case "ids":
                return DB2;
            default:
                return byWord(word);
        }
    }

    private static @Nullable KnownProduct byWord(String word) {
        for (KnownProduct product : values()) {
            if (product.word().equals(word)) {
                return product;
            }
        }
        return null;
    }

    /** The same, also for the words by which other programs name a product. */
    public static @Nullable KnownProduct meantBy(String word) {
        switch (word) {
            case "postgres":
                return POSTGRESQL;
            case "mssql":
                return SQLSERVER;
            default:
                return of(word);
        }
    }

    /** The product to whose driver the class belongs, or null. */
    public static @Nullable KnownProduct ofDriver(String className) {
        for (KnownProduct product : values()) {
            if (product.drivers.contains(className)) {
                return product;
            }
        }
        return null;
    }

    /** The words of all products, as URLs have them. */
    public static List<String> words() {
        List<String> words = new ArrayList<>();
        for (KnownProduct product : values()) {
            words.add(product.word());
        }
        return words;
    }

    /** {@code postgresql}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code PostgreSQL}. */
    public String title() {
        return title;
    }

    /** A URL in normal form that names a database: {@code jdbc:postgresql://host:5432/database}. */
    public String example() {
        return example;
    }

    public DriverLimits limits() {
        return limits;
    }

    /** The classes of {@code java.sql.Driver}, those included that inherit how they connect. */
    public List<String> drivers() {
        return drivers;
    }
}
