package io.breakwater.engine.database;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a driver's URL says about whom it talks to, in normal form: product, servers with their ports, database. Nothing
 * else is kept, so that no user, password or parameter can leak. What is not understood becomes the product alone
 * ({@code jdbc:foo:}), and what does not even name a product becomes {@code jdbc:unknown:}.
 *
 * <p>The normal form of a normal form is itself. Several servers stay in the order in which they are written.
 *
 * <p>Thread-safety: immutable. Errors: never throws.
 */
public final class DatabaseUrl {
    private static final String JDBC = "jdbc:";
    private static final DatabaseUrl UNKNOWN = productAlone("unknown");

    /** Longer ones are kept as the product alone; a destination has to stay small. */
    private static final int MAX_CHARS = 512;

    private static final int MAX_PRODUCT_CHARS = 32;

    /** Drivers around drivers; the URL of the inner one follows. */
    private static final Set<String> WRAPPERS =
            Collections.unmodifiableSet(new HashSet<>(Arrays.asList("p6spy", "aws-wrapper", "log4jdbc", "otel")));

    private static final Map<String, Integer> DEFAULT_PORTS = new HashMap<>();

    static {
        DEFAULT_PORTS.put("postgresql", 5432);
        DEFAULT_PORTS.put("redshift", 5439);
        DEFAULT_PORTS.put("yugabytedb", 5433);
        DEFAULT_PORTS.put("mysql", 3306);
        DEFAULT_PORTS.put("mariadb", 3306);
        DEFAULT_PORTS.put("sqlserver", 1433);
        DEFAULT_PORTS.put("oracle", 1521);
        DEFAULT_PORTS.put("db2", 50000);
        DEFAULT_PORTS.put("derby", 1527);
        DEFAULT_PORTS.put("h2", 9092);
    }

    private final String product;
    private final String server;
    private final String text;

    /** @param server the normal form without the database; empty where no server is named */
    private DatabaseUrl(String product, String server, String text) {
        this.product = product;
        this.server = server;
        this.text = text;
    }

    static DatabaseUrl productAlone(String product) {
        return new DatabaseUrl(product, "", JDBC + product + ":");
    }

    /** @param name how the product's URLs name a database that runs in this process */
    static DatabaseUrl inProcess(String product, String name) {
        return new DatabaseUrl(product, "", JDBC + product + ":" + name);
    }

    /** @param server {@code //pg.example:5432}; the database, if any, follows it */
    static DatabaseUrl onServer(String product, String server, String database) {
        return onServerAs(product, server, server + database);
    }

    /** @param whole server and database, where the one does not follow the other as it is */
    static DatabaseUrl onServerAs(String product, String server, String whole) {
        String prefix = JDBC + product + ":";
        return new DatabaseUrl(product, prefix + server, prefix + whole);
    }

    /** @param url as the driver gets it; null is a URL that is not understood */
    public static DatabaseUrl parse(@Nullable String url) {
        String rest = url == null ? "" : url.trim();
        if (!rest.regionMatches(true, 0, JDBC, 0, JDBC.length())) {
            return UNKNOWN;
        }
        String product;
        do {
            rest = rest.substring(rest.indexOf(':') + 1);
            int colon = rest.indexOf(':');
            product = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        } while (WRAPPERS.contains(product));
        if (!isProduct(product)) {
            return UNKNOWN;
        }
        DatabaseUrl parsed = parse(product, rest.substring(product.length() + 1));
        return parsed == null || parsed.text.length() > MAX_CHARS ? productAlone(product) : parsed;
    }

    private static @Nullable DatabaseUrl parse(String product, String rest) {
        int port = DEFAULT_PORTS.getOrDefault(product, 0);
        switch (product) {
            case "postgresql":
            case "redshift":
            case "yugabytedb":
                return ServerForm.parseWithLocalShortcut(product, rest, port);
            case "mysql":
            case "mariadb":
                return ServerForm.parse(product, rest, port);
            case "h2":
                return ServerForm.isOne(rest)
                        ? ServerForm.parse(product, rest, port)
                        : InProcessForm.parse(product, rest);
            case "sqlserver":
                return SqlServerForm.parse(product, rest, port);
            case "oracle":
                return OracleForm.parse(product, rest, port);
            case "db2":
            case "derby":
                return rest.startsWith("//")
                        ? ServerForm.parse(product, rest, port)
                        : InProcessForm.parse(product, rest);
            case "sqlite":
                return InProcessForm.parse(product, rest);
            default:
                return ServerForm.parseServersAlone(product, rest);
        }
    }

    private static boolean isProduct(String text) {
        if (text.isEmpty() || text.length() > MAX_PRODUCT_CHARS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean other = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '_';
            if (!letter && (i == 0 || !other)) {
                return false;
            }
        }
        return true;
    }

    /** {@code postgresql}; {@code unknown} where even that is not understood. */
    public String product() {
        return product;
    }

    /** True if the URL names a server, however many hosts it has; false for a database in this process. */
    public boolean namesServer() {
        return !server.isEmpty();
    }

    /** True if nothing but the product is known. */
    public boolean isProductAlone() {
        return text.length() == JDBC.length() + product.length() + 1;
    }

    /** True if the URL names a database. */
    public boolean namesDatabase() {
        return !isProductAlone() && !text.equals(server);
    }

    /** The normal form without the database: {@code jdbc:postgresql://pg.example:5432}; empty if it names no server. */
    public String server() {
        return server;
    }

    /** {@code jdbc:postgresql:}. */
    public String productForm() {
        return JDBC + product + ":";
    }

    /** The normal form: {@code jdbc:postgresql://pg.example:5432/orders}. Holds no secret. */
    @Override
    public String toString() {
        return text;
    }
}
