package io.breakwater.instrumentation.jdbc;

import io.breakwater.instrumentation.jdbc.driver.DriverFacts;
import io.breakwater.instrumentation.jdbc.driver.Drivers;

/**
 * Whether a statement in this thread is nobody's but the pool's or the driver's own: a pool tests a connection or sets one up,
 * a driver looks into the catalog for its metadata, a transaction manager ends what it has begun. Such a statement is never refused, or a pool would throw sound connections
 * away because of a database that is down. Asked only when a call is about to be refused.
 *
 * <p>Thread-safety: stateless.
 */
final class Housekeeping {
    /** Nobody's housekeeping lies deeper below the driver. */
    private static final int MOST_FRAMES = 60;

    private static final String[] DRIVER_PACKAGES = {
        "org.postgresql.",
        "com.mysql.",
        "org.mariadb.",
        "org.h2.",
        "org.sqlite.",
        "com.microsoft.sqlserver.",
        "oracle.jdbc.",
        "org.apache.derby.",
        "com.ibm.db2."
    };

    private Housekeeping() {}

    /** @param driver that is about to execute it */
    static boolean isUnderWay(DriverFacts driver) {
        StackTraceElement[] frames = new Throwable().getStackTrace();
        int end = Math.min(frames.length, MOST_FRAMES);
        for (int i = 0; i < end; i++) {
            String className = frames[i].getClassName();
            if (isOfPool(className, frames[i].getMethodName())
                    || isOfDriver(driver, className)
                    || isOfTransactionManager(className)) {
                return true;
            }
        }
        return false;
    }

    /** The classes below are never between an application and its statements, but for the one whose method is named. */
    private static boolean isOfPool(String className, String methodName) {
        if (className.startsWith("com.zaxxer.hikari.pool.")) {
            return className.startsWith("com.zaxxer.hikari.pool.PoolBase")
                    || className.startsWith("com.zaxxer.hikari.pool.HikariPool");
        }
        if (className.startsWith("org.apache.")) {
            return className.endsWith(".PoolableConnectionFactory")
                    || (className.endsWith(".PoolableConnection") && methodName.equals("validate"))
                    || className.equals("org.apache.tomcat.jdbc.pool.PooledConnection")
                    || className.equals("org.apache.tomcat.jdbc.pool.ConnectionPool");
        }
        if (className.startsWith("com.mchange.v2.")) {
            return className.startsWith("com.mchange.v2.resourcepool.")
                    || className.startsWith("com.mchange.v2.c3p0.impl.C3P0PooledConnectionPool")
                    || className.startsWith("com.mchange.v2.c3p0.impl.DefaultConnectionTester");
        }
        if (className.startsWith("com.alibaba.druid.pool.")) {
            return className.contains("ValidConnectionChecker")
                    || className.startsWith("com.alibaba.druid.pool.DruidDataSource")
                    || className.startsWith("com.alibaba.druid.pool.DruidAbstractDataSource");
        }
        return false;
    }

    /** Some drivers send as a statement what a transaction manager asks for; no statement of an application lies below. */
    private static boolean isOfTransactionManager(String className) {
        return (className.endsWith("XAConnection")
                        || className.endsWith("XAResource")
                        || className.endsWith("XaResource"))
                && isInDriverPackage(className);
    }

    /** A driver's connection or metadata, which have no other reason to execute one. */
    private static boolean isOfDriver(DriverFacts own, String className) {
        if (own.connections().contains(className)) {
            return true;
        }
        for (DriverFacts driver : Drivers.all()) {
            if (driver.connections().contains(className)) {
                return true;
            }
        }
        return className.contains("MetaData") && (isInDriverPackage(className) || isBesideConnection(own, className));
    }

    private static boolean isBesideConnection(DriverFacts own, String className) {
        int end = className.lastIndexOf('.') + 1;
        for (String connection : own.connections()) {
            if (connection.lastIndexOf('.') + 1 == end && connection.startsWith(className.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInDriverPackage(String className) {
        for (String name : DRIVER_PACKAGES) {
            if (className.startsWith(name)) {
                return true;
            }
        }
        return false;
    }
}
