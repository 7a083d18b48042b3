package io.breakwater.instrumentation.jdbc.driver;

import org.jspecify.annotations.Nullable;

/** What we know of one class of data sources. Thread-safety: immutable. */
public final class DataSourceFacts {
    private final String urlMethod;
    private final boolean pooled;
    private final @Nullable String portMethod;
    private final @Nullable String template;

    DataSourceFacts(String urlMethod, boolean pooled, @Nullable String portMethod, @Nullable String template) {
        this.urlMethod = urlMethod;
        this.pooled = pooled;
        this.portMethod = portMethod;
        this.template = template;
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
}
