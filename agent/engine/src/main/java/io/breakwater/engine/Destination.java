package io.breakwater.engine;

import io.breakwater.engine.database.DatabaseUrl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom a call goes to: scheme, host and port, in normal form. {@code https://API.Example:443} and
 * {@code https://api.example.} are the same destination. A database is one too: product, servers and name, without
 * anything else that its URL says.
 *
 * <p>Thread-safety: immutable.
 */
public final class Destination {
    /** Stands for all destinations whose state is not kept apart. */
    public static final Destination OTHER = of("any", "other", 0);

    private static final String JDBC = "jdbc";

    private final String scheme;
    private final String host;
    private final int port;
    private final int hash;

    private Destination(String scheme, String host, int port) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.hash = (scheme.hashCode() * 31 + host.hashCode()) * 31 + port;
    }

    /**
     * @param scheme {@code http} or {@code https}, in any case
     * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
     * @param port the port, or a negative number for the scheme's own
     */
    public static Destination of(String scheme, String host, int port) {
        String lowerScheme = scheme.toLowerCase(Locale.ROOT);
        int actualPort = port >= 0 ? port : defaultPort(lowerScheme);
        return new Destination(lowerScheme, normalHost(host), actualPort);
    }

    /**
     * A database, however many servers it has. Reads the whole text, so keep what it returns with the connection.
     *
     * @param url as the driver gets it; see {@link DatabaseUrl} for what becomes of one that is not understood
     */
    public static Destination ofDatabase(@Nullable String url) {
        return new Destination(JDBC, DatabaseUrl.parse(url).toString(), 0);
    }

    private static int defaultPort(String scheme) {
        switch (scheme) {
            case "https":
            case "wss":
                return 443;
            default:
                return 80;
        }
    }

    private static String normalHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.length() > 1 && lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.length() > 1 && lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** {@code http}, {@code https}; {@code jdbc} for a database. */
    public String scheme() {
        return scheme;
    }

    /** True if this is a database, which has no single host and no single port. */
    public boolean isDatabase() {
        return scheme.equals(JDBC);
    }

    /** Lower case, without brackets and without a trailing dot; of a database, its URL in normal form. */
    public String host() {
        return host;
    }

    /** 0 for a database. */
    public int port() {
        return port;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Destination)) {
            return false;
        }
        Destination that = (Destination) other;
        return port == that.port && host.equals(that.host) && scheme.equals(that.scheme);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code api.example:443}, {@code [::1]:8080}, {@code jdbc:postgresql://pg.example:5432/orders}. Holds no secret. */
    @Override
    public String toString() {
        if (isDatabase()) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
