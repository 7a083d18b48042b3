package io.breakwater.instrumentation.jdbc.driver;

import org.jspecify.annotations.Nullable;

/** What we know of one class of data sources. Thread-safety: immutable. */
public final class DataSourceFacts {
    /** {@link #defaultLoginSeconds()} where {@code setLoginTimeout} has no effect, or one that cannot be taken back. */
    public static final int NO_LOGIN_TIMEOUT = -1;

    private final String urlMethod;
    private final boolean pooled;
    private final @Nullable String portMethod;
    private final @Nullable String template;
    private final int defaultLoginSeconds;
    private final @Nullable String otherVersionsMethod;

    private DataSourceFacts(
            String urlMethod,
            boolean pooled,
            @Nullable String portMethod,
            @Nullable String template,
            int defaultLoginSeconds,
            @Nullable String otherVersionsMethod) {
        this.urlMethod = urlMethod;
        this.pooled = pooled;
        this.portMethod = portMethod;
        this.template = template;
        this.defaultLoginSeconds = defaultLoginSeconds;
        this.otherVersionsMethod = otherVersionsMethod;
    }

    DataSourceFacts(String urlMethod, boolean pooled, @Nullable String portMethod, @Nullable String template) {
        this(urlMethod, pooled, portMethod, template, NO_LOGIN_TIMEOUT, null);
    }

    /** The same, whose login timeout holds from one connection to the next. */
    DataSourceFacts withLoginTimeout(int defaultSeconds) {
        return new DataSourceFacts(urlMethod, pooled, portMethod, template, defaultSeconds, otherVersionsMethod);
    }

    /** The same, but in versions with this method, whose login timeout is another. */
    DataSourceFacts unlessItHas(String method) {
        return new DataSourceFacts(urlMethod, pooled, portMethod, template, defaultLoginSeconds, method);
    }

    /** The method without arguments that returns the URL, if the application set one. */
    public String urlMethod() {
        return urlMethod;
    }

    /** True if the class declares {@code getPooledConnection} and {@code getXAConnection}. */
    public boolean isPooled() {
        return pooled;
    }

    /** The method that returns the port where there is no URL; null if there always is one. */
    public @Nullable String portMethod() {
        return portMethod;
    }

    /** The URL of a server, a port and a database; null if there always is one. */
    public @Nullable String template() {
        return template;
    }

    /** What {@code getLoginTimeout} says, besides 0, where the application set nothing, or {@link #NO_LOGIN_TIMEOUT}. */
    public int defaultLoginSeconds() {
        return defaultLoginSeconds;
    }

    /** A method of the versions whose login timeout must be left alone; null if there are none. */
    public @Nullable String otherVersionsMethod() {
        return otherVersionsMethod;
    }
}
