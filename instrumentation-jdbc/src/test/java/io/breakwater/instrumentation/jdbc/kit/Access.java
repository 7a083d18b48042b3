package io.breakwater.instrumentation.jdbc.kit;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * One driver through one pool, from jars of their own: what an application gets its connections from.
 *
 * <p>A pool holds {@value #MAX_CONNECTIONS} connections at most, makes the first one when it is asked, and lets a caller
 * wait for {@value #MAX_WAIT_MILLIS} ms. All else is as the pool comes. {@code before} may change it, by
 * {@link #set(Object, String, Object)}.
 */
public final class Access implements Closeable {
    public static final int MAX_CONNECTIONS = 4;
    public static final int MAX_WAIT_MILLIS = 5_000;

    /** Where connections come from. */
    private interface Source {
        Connection connect() throws SQLException;
    }

    private final String name;
    private final IsolatedJars jars;
    private final Source source;
    private final Object pool;

    private Access(String name, IsolatedJars jars, Source source, Object pool) {
        this.name = name;
        this.jars = jars;
        this.source = source;
        this.pool = pool;
    }

    /** To a URL of {@link DriverVersion}. Connects to nothing yet. */
    public static Access to(String url, DriverVersion driver, PoolVersion pool) {
        return to(url, driver, pool, settings -> {});
    }

    /** The same, with more to be set at the pool. */
    public static Access to(String url, DriverVersion driver, PoolVersion pool, Consumer<Object> before) {
        String[] directories = pool.directories();
        String[] all = new String[directories.length + 1];
        all[0] = driver.directory();
        System.arraycopy(directories, 0, all, 1, directories.length);
        IsolatedJars jars = IsolatedJars.of(all);
        String name = driver + " x " + pool;
        String user = driver.hasServer() ? driver.server().user() : "";
        if (pool.isPool()) {
            DataSource source = pooled(jars, url, driver, user, pool);
            before.accept(source);
            return new Access(name, jars, source::getConnection, source);
        }
        Driver inner = jars.create(driver.driverClass(), Driver.class);
        if (pool.isWrapper()) {
            // Or else it writes into the directory that it finds itself in.
            System.setProperty("p6spy.config.logfile", "target/spy.log");
            // Finds the inner one by DriverManager, where that registered itself.
            Driver wrapper = jars.create(pool.className(), Driver.class);
            String wrapped = url.replaceFirst("^jdbc:", "jdbc:" + pool.prefix());
            return new Access(name, jars, () -> connect(wrapper, wrapped, user), wrapper);
        }
        return new Access(name, jars, () -> connect(inner, url, user), inner);
    }

    private static Connection connect(Driver driver, String url, String user) throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
            properties.setProperty("password", "");
        }
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException(driver + " does not know " + url);
        }
        return connection;
    }

    private static DataSource pooled(
            IsolatedJars jars, String url, DriverVersion driver, String user, PoolVersion pool) {
        DataSource source = jars.create(pool.className(), DataSource.class);
        Thread thread = Thread.currentThread();
        ClassLoader contextLoader = thread.getContextClassLoader();
        thread.setContextClassLoader(jars.loader());
        try {
            String family = pool.name().replaceFirst("_.*", "");
            boolean isC3p0 = family.equals("C3P0");
            set(source, isC3p0 ? "setDriverClass" : "setDriverClassName", driver.driverClass());
            set(source, family.equals("HIKARICP") || isC3p0 ? "setJdbcUrl" : "setUrl", url);
            set(source, isC3p0 ? "setUser" : "setUsername", user);
            set(source, "setPassword", "");
            switch (family) {
                case "HIKARICP":
                    set(source, "setMaximumPoolSize", MAX_CONNECTIONS);
                    set(source, "setMinimumIdle", 0);
                    set(source, "setConnectionTimeout", MAX_WAIT_MILLIS);
                    break;
                case "C3P0":
                    set(source, "setMaxPoolSize", MAX_CONNECTIONS);
                    set(source, "setMinPoolSize", 1);
                    set(source, "setInitialPoolSize", 1);
                    set(source, "setAcquireIncrement", 1);
                    set(source, "setCheckoutTimeout", MAX_WAIT_MILLIS);
                    break;
                case "DBCP":
                    set(source, "setMaxTotal", MAX_CONNECTIONS);
                    set(source, "setMaxWaitMillis", MAX_WAIT_MILLIS);
                    break;
                case "TOMCAT":
                    set(source, "setInitialSize", 0);
                    set(source, "setMinIdle", 0);
                    set(source, "setMaxIdle", MAX_CONNECTIONS);
                    set(source, "setMaxActive", MAX_CONNECTIONS);
                    set(source, "setMaxWait", MAX_WAIT_MILLIS);
                    break;
                default:
                    set(source, "setMaxActive", MAX_CONNECTIONS);
                    set(source, "setMaxWait", MAX_WAIT_MILLIS);
            }
        } finally {
            thread.setContextClassLoader(contextLoader);
        }
        return source;
    }

    /** Calls a setter of a pool, whose class the test cannot name. */
    public static void set(Object target, String setter, Object value) {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(setter) && method.getParameterCount() == 1) {
                Class<?> type = method.getParameterTypes()[0];
                try {
                    method.invoke(target, type == long.class ? (Object) ((Number) value).longValue() : value);
                    return;
                } catch (IllegalArgumentException otherType) {
                    // There is one more of this name.
                } catch (InvocationTargetException | IllegalAccessException e) {
                    throw new IllegalStateException(setter + "(" + value + ")", e);
                }
            }
        }
        throw new IllegalStateException(target.getClass() + "." + setter + " (expected: a setter)");
    }

    /** A connection of the pool, or a new one where there is no pool. */
    public Connection connect() throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(jars.loader());
        try {
            return source.connect();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The pool's data source, or the driver where there is no pool. */
    public Object pool() {
        return pool;
    }

    public ClassLoader loader() {
        return jars.loader();
    }

    /** Closes the pool with its idle connections, and the jars. */
    @Override
    public void close() throws IOException {
        if (pool instanceof DataSource) {
            try {
                pool.getClass().getMethod("close").invoke(pool);
            } catch (ReflectiveOperationException e) {
                throw new IOException(name, e);
            }
        }
        jars.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
