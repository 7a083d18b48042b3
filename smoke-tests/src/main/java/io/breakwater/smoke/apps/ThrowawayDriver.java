package io.breakwater.smoke.apps;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Uses PostgreSQL's driver as an application in a server does that is taken away afterwards: in a class loader of its own.
 * Prints what the query yields, and whether the loader is collected in time.
 *
 * <p>Arguments: the driver's jar, JDBC URL, user, query.
 */
public final class ThrowawayDriver {
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);

    private ThrowawayDriver() {}

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        WeakReference<ClassLoader> loader = use(args[0], args[1], args[2], args[3]);
        long startNanos = System.nanoTime();
        while (loader.get() != null && System.nanoTime() - startNanos < MOST_NANOS) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        System.out.println(loader.get() == null ? "collected" : "kept");
    }

    private static WeakReference<ClassLoader> use(String jar, String url, String user, String query) throws Exception {
        ClassLoader jdk = ClassLoader.getSystemClassLoader().getParent();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {new File(jar).toURI().toURL()}, jdk)) {
            Class<?> type = Class.forName("org.postgresql.Driver", true, loader);
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", "");
            try (Connection connection = ((Driver) type.getConstructor().newInstance()).connect(url, properties);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query)) {
                System.out.println(rows.next() ? rows.getString(1) : "no rows");
            }
            type.getMethod("deregister").invoke(null); // the JDK holds what is registered
            return new WeakReference<>(loader);
        }
    }
}
