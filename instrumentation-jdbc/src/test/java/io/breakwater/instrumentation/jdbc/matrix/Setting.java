package io.breakwater.instrumentation.jdbc.matrix;

import io.breakwater.instrumentation.jdbc.kit.DriverVersion;
import io.breakwater.instrumentation.jdbc.kit.PoolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One driver through one pool, or without one. Immutable. */
final class Setting {
    private static final Map<String, String> FAMILIES =
            Map.of("POSTGRESQL", "PostgreSQL", "MYSQL", "MySQL", "MARIADB", "MariaDB", "HIKARICP", "HikariCP");

    private static final List<Setting> ALL = settings();

    private final DriverVersion driver;
    private final PoolVersion pool;

    private Setting(DriverVersion driver, PoolVersion pool) {
        this.driver = driver;
        this.pool = pool;
    }

    /** All that run on this JVM, those of a driver one after the other. */
    static List<Setting> all() {
        return ALL;
    }

    private static List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        for (DriverVersion driver : DriverVersion.values()) {
            for (PoolVersion pool : PoolVersion.values()) {
                if (driver.runsHere() && pool.runsHere() && isPlayed(driver, pool)) {
                    all.add(new Setting(driver, pool));
                }
            }
        }
        return all;
    }

    /** Every driver without a pool and with the ends of HikariCP's range, and every pool with one driver. */
    private static boolean isPlayed(DriverVersion driver, PoolVersion pool) {
        if (pool.isWrapper() || !(driver.hasServer() || isH2(driver))) {
            return false;
        }
        switch (pool) {
            case NONE:
            case HIKARICP_4:
            case HIKARICP_7:
                return true;
            case HIKARICP_5:
            case HIKARICP_6:
                return driver == DriverVersion.POSTGRESQL_42_7 || driver == DriverVersion.MARIADB_3_5;
            default:
                return driver == DriverVersion.POSTGRESQL_42_7;
        }
    }

    private static boolean isH2(DriverVersion driver) {
        return driver.name().startsWith("H2_");
    }

    DriverVersion driver() {
        return driver;
    }

    PoolVersion pool() {
        return pool;
    }

    boolean hasPool() {
        return pool.isPool();
    }

    boolean isH2() {
        return isH2(driver);
    }

    boolean isPostgresql() {
        return driver.name().startsWith("POSTGRESQL_");
    }

    /** Whether the caller of the pool makes a new connection itself, rather than wait for a thread of the pool. */
    boolean connectsInCaller() {
        return Stream.of("NONE", "DBCP_", "TOMCAT_").anyMatch(pool.name()::startsWith);
    }

    String driverName() {
        return named(driver.name());
    }

    String poolName() {
        return hasPool() ? named(pool.name()) : "no pool";
    }

    /** {@code MARIADB_3_5} is MariaDB 3.5. */
    private static String named(String constant) {
        int end = constant.indexOf('_');
        if (end < 0) {
            return constant.equals("DRUID") ? "Druid" : "c3p0";
        }
        String family = constant.substring(0, end);
        String name = family.equals("TOMCAT") ? "Tomcat" : FAMILIES.getOrDefault(family, family);
        return name + " " + constant.substring(end + 1).replace('_', '.');
    }

    @Override
    public String toString() {
        return driverName() + ", " + poolName();
    }
}
