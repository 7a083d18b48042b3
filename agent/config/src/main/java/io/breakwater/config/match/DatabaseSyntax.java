package io.breakwater.config.match;

import io.breakwater.config.match.HostPattern.Kind;
import io.breakwater.engine.database.DatabaseUrl;
import io.breakwater.engine.database.KnownProduct;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads patterns of databases: the URL that the driver gets, or a part of it. No message repeats what may hold a
 * password.
 *
 * <p>Thread-safety: stateless.
 */
final class DatabaseSyntax {
    private static final String EXPECTED = "jdbc:product:... without parameters";

    private DatabaseSyntax() {}

    static HostPattern parse(String text) throws PatternException {
        DatabaseUrl url = DatabaseUrl.parse(text);
        boolean descriptor = text.indexOf('(') >= 0;
        if (text.indexOf('?') >= 0 || text.indexOf(';') >= 0 || (text.indexOf('=') >= 0 && !descriptor)) {
            throw refused("a JDBC URL with parameters", "Leave out the parameters" + written(url));
        }
        if (holdsUser(text, url)) {
            throw refused("a JDBC URL with user information", "Leave out the user and the password" + written(url));
        }
        if (text.indexOf('*') >= 0) {
            throw refused(
                    shown(url),
                    "A JDBC URL has no wildcards; "
                            + (isUnknown(url)
                                    ? "what all databases share belongs to defaults"
                                    : "write " + url.productForm() + " for every database of the product"));
        }
        if (!url.isProductAlone()) {
            return ofServerOrDatabase(text, url);
        }
        if (!text.trim().toLowerCase(Locale.ROOT).endsWith(":" + url.product() + ":")) {
            throw refused(shown(url), wayOut(url));
        }
        return pattern(Kind.DATABASE_PRODUCT, url);
    }

    /** Without what may be a secret: the normal form, if more than the product was understood. */
    private static String written(DatabaseUrl url) {
        return url.isProductAlone() ? "" : "; write " + url;
    }

    private static String shown(DatabaseUrl url) {
        return isUnknown(url) ? "jdbc:..." : url.productForm() + "...";
    }

    private static boolean isUnknown(DatabaseUrl url) {
        return url.product().equals("unknown");
    }

    private static String wayOut(DatabaseUrl url) {
        KnownProduct known = KnownProduct.of(url.product());
        if (known == null && !isUnknown(url)) {
            return "The driver of this product is not known, and only servers are told apart; write " + url
                    + " for all of its databases, or " + url + "//host:port";
        }
        return "Write it such as " + (known == null ? KnownProduct.POSTGRESQL : known).example();
    }

    /** Oracle writes {@code @} before the server. */
    private static boolean holdsUser(String text, DatabaseUrl url) {
        int at = text.indexOf('@');
        return at >= 0 && (!url.product().equals("oracle") || text.charAt(at - 1) != ':');
    }

    private static HostPattern ofServerOrDatabase(String text, DatabaseUrl url) throws PatternException {
        if (url.namesDatabase()) {
            return pattern(Kind.DATABASE, url);
        }
        int slashes = text.indexOf("//");
        int path = slashes < 0 ? -1 : text.indexOf('/', slashes + 2);
        if (path >= 0 && path < text.trim().length() - 1) {
            throw refused(
                    url + "/...",
                    "The databases of this product are not told apart; write " + url + " for all of the server");
        }
        return pattern(Kind.DATABASE_SERVER, url);
    }

    private static HostPattern pattern(Kind kind, DatabaseUrl url) {
        return new HostPattern(kind, url.toString(), url.toString(), null, 0);
    }

    /** The product with whose word a text begins that is no host, as its URLs do behind {@code jdbc:}; or null. */
    static @Nullable KnownProduct productWithoutPrefix(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? null : KnownProduct.meantBy(text.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    /** The refusal of such a text. */
    static PatternException withoutPrefix(String text, KnownProduct product) {
        String rest = text.substring(text.indexOf(':') + 1);
        DatabaseUrl url = DatabaseUrl.parse("jdbc:" + product.word() + ":" + rest);
        boolean understood = rest.isEmpty() || !url.isProductAlone();
        return refused(
                "a database without jdbc:",
                "A database is matched by its JDBC URL; write "
                        + (understood ? url : "it such as " + product.example()));
    }

    private static PatternException refused(String shown, String wayOut) {
        return new PatternException(shown, EXPECTED, wayOut);
    }
}
