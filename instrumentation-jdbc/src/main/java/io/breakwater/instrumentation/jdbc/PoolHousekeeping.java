package io.breakwater.instrumentation.jdbc;

/**
 * Whether a pool is looking after its connections in this thread: testing one, setting one up. Such a statement is never
 * refused, or a pool would throw sound connections away because of a database that is down. Asked only when a call is about to
 * be refused.
 *
 * <p>Thread-safety: stateless.
 */
final class PoolHousekeeping {
    /** Nobody's housekeeping lies deeper below the driver. */
    private static final int MOST_FRAMES = 60;

    private PoolHousekeeping() {}

    static boolean isUnderWay() {
        StackTraceElement[] frames = new Throwable().getStackTrace();
        int end = Math.min(frames.length, MOST_FRAMES);
        for (int i = 0; i < end; i++) {
            if (isHousekeeping(frames[i].getClassName(), frames[i].getMethodName())) {
                return true;
            }
        }
        return false;
    }

    /** The classes below are never between an application and its statements, but for the one whose method is named. */
    static boolean isHousekeeping(String className, String methodName) {
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
}
