package io.breakwater.instrumentation.jdbc;

/**
 * Whether a connection is made for nobody in particular: a pool fills itself, in a thread of its own or in that of whoever
 * comes first. A request's deadline must not end that, or the pool has no connection for the next one. Where a pool connects
 * for the one who waits, in its thread, the deadline holds.
 *
 * <p>Thread-safety: stateless.
 */
final class PoolFilling {
    private static final String HIKARI = "com.zaxxer.hikari.pool.";

    private PoolFilling() {}

    /** Asked once for a connection that is made in a thread that works for somebody. */
    static boolean isUnderWay() {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (fills(frame.getClassName(), frame.getMethodName())) {
                return true;
            }
        }
        return false;
    }

    /** True if a statement, or a connection, in this thread is under way for a connection of HikariCP's. */
    static boolean isBelowHikari() {
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (frame.getClassName().startsWith(HIKARI)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fills(String className, String methodName) {
        if (className.startsWith(HIKARI)
                || className.startsWith("com.mchange.v2.resourcepool.")
                || className.startsWith("com.alibaba.druid.pool.DruidDataSource")) {
            return true; // which never connect for one caller
        }
        if (className.startsWith("org.apache.tomcat.jdbc.pool.ConnectionPool")) {
            return className.endsWith("PoolCleaner") || methodName.equals("init");
        }
        return className.startsWith("org.apache.commons.")
                && (className.endsWith("$Evictor") || methodName.equals("addObject"));
    }
}
