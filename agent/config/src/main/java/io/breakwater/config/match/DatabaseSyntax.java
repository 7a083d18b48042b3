package io.breakwater.config.match;

import io.breakwater.config.match.HostPattern.Kind;
import io.breakwater.engine.database.DatabaseUrl;
import java.util.Locale;

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
            throw new PatternException("a JDBC URL with parameters", EXPECTED, "Leave out the parameters");
        }
        if (holdsUser(text, url)) {
            throw new PatternException(
                    "a JDBC URL with user information", EXPECTED, "Leave out the user and the password");
        }
        if (!url.isProductAlone()) {
            return ofServerOrDatabase(text, url);
        }
        if (!text.trim().toLowerCase(Locale.ROOT).endsWith(":" + url.product() + ":")) {
            String shown = url.product().equals("unknown") ? "jdbc:..." : url + "...";
            throw new PatternException(shown, EXPECTED, "Write it such as jdbc:postgresql://host:5432/database");
        }
        return pattern(Kind.DATABASE_PRODUCT, url);
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
            throw new PatternException(
                    url + "/...",
                    EXPECTED,
                    "The databases of this product are not told apart; write " + url + " for all of the server");
        }
        return pattern(Kind.DATABASE_SERVER, url);
    }

    private static HostPattern pattern(Kind kind, DatabaseUrl url) {
        return new HostPattern(kind, url.toString(), url.toString(), null, 0);
    }
}
