package io.breakwater.engine.database;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code //server:port,server:port/database?parameters}, the form of most products.
 *
 * <p>Thread-safety: stateless.
 */
final class ServerForm {
    private ServerForm() {}

    /** True if the slashes stand at the beginning, or behind one word. */
    static boolean isOne(String rest) {
        int slashes = rest.indexOf("//");
        return slashes >= 0 && isWord(rest.substring(0, slashes));
    }

    /** A word before the slashes, such as {@code loadbalance:}, is left out, except where it tells how H2 is reached. */
    static @Nullable DatabaseUrl parse(String product, String rest, int defaultPort) {
        if (!isOne(rest)) {
            return null;
        }
        int slashes = rest.indexOf("//");
        String word = product.equals("h2") ? rest.substring(0, slashes).toLowerCase(Locale.ROOT) : "";
        if (product.equals("h2") && !word.equals("tcp:") && !word.equals("ssl:")) {
            return InProcessForm.parse(product, rest);
        }
        String after = rest.substring(slashes + 2);
        int end = ServerList.end(after);
        String servers = ServerList.normalize(after.substring(0, end), defaultPort);
        String database = database(product, after.substring(end));
        return servers == null || database == null
                ? null
                : DatabaseUrl.onServer(product, word + "//" + servers, database.isEmpty() ? "" : "/" + database);
    }

    /** {@code jdbc:postgresql:orders} is a database of this machine. */
    static @Nullable DatabaseUrl parseWithLocalShortcut(String product, String rest, int defaultPort) {
        if (rest.isEmpty() || isOne(rest)) {
            return parse(product, rest, defaultPort);
        }
        return parse(product, rest.startsWith("/") ? "//" + rest : "///" + rest, defaultPort);
    }

    /** Of a product that is not known by name, only what must be a server is taken for one. */
    static @Nullable DatabaseUrl parseServersAlone(String product, String rest) {
        if (!rest.startsWith("//")) {
            return null;
        }
        int end = ServerList.end(rest.substring(2)) + 2;
        String servers = end == 2 ? null : ServerList.normalize(rest.substring(2, end), 0);
        return servers == null || DatabaseName.isRestOfPassword(rest.substring(end))
                ? null
                : DatabaseUrl.onServer(product, "//" + servers, "");
    }

    private static @Nullable String database(String product, String tail) {
        if (DatabaseName.isRestOfPassword(tail)) {
            return null;
        }
        if (!tail.startsWith("/")) {
            return "";
        }
        boolean isPath = product.equals("h2") || product.equals("derby");
        String ends = product.equals("db2") ? ":;?" : ";?";
        String name = tail.substring(1, DatabaseName.indexOfAny(tail, ends));
        return (isPath ? DatabaseName.isPath(name) : DatabaseName.isPlain(name)) ? name : null;
    }

    private static boolean isWord(String text) {
        if (text.isEmpty()) {
            return true;
        }
        for (int i = 0; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-') {
                return false;
            }
        }
        return text.length() > 1 && text.endsWith(":");
    }
}
