package io.breakwater.engine.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The servers of a URL: {@code pg1.example:5432,pg2.example:5432}. Understands addresses in brackets, user information
 * (and drops it), and the lists of keys that MySQL and MariaDB know.
 *
 * <p>Thread-safety: stateless.
 */
final class ServerList {
    private static final int MAX_PORT = 65535;

    private ServerList() {}

    /** Where the servers end. What stands in parentheses belongs to them. */
    static int end(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth <= 0 && "/?;#".indexOf(c) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /**
     * Lower case, every port written out, or null if this is no list of servers.
     *
     * @param defaultPort 0 if there is none
     */
    static @Nullable String normalize(String text, int defaultPort) {
        String servers = withoutUser(text);
        if (servers == null) {
            return null;
        }
        List<String> elements = split(isInBrackets(servers) ? servers.substring(1, servers.length() - 1) : servers);
        StringBuilder out = new StringBuilder();
        for (String element : elements) {
            if (element.isEmpty() && elements.size() > 1) {
                return null;
            }
            String server = element.indexOf('(') >= 0 ? ofKeys(element, defaultPort) : server(element, defaultPort);
            if (server == null) {
                return null;
            }
            out.append(out.length() == 0 ? "" : ",").append(server);
        }
        return out.toString();
    }

    /** True if brackets stand around a list, and not around an address. */
    private static boolean isInBrackets(String servers) {
        boolean list = servers.indexOf(',') >= 0 || servers.startsWith("[(") || servers.startsWith("[[");
        boolean around = servers.indexOf(']') == servers.length() - 1 || servers.startsWith("[[");
        return list && servers.startsWith("[") && servers.endsWith("]") && around;
    }

    /** An {@code @} behind a comma may be a password's, and then so may the comma. */
    private static @Nullable String withoutUser(String text) {
        int at = text.lastIndexOf('@');
        int comma = text.indexOf(',');
        return at >= 0 && comma >= 0 && comma < at ? null : text.substring(at + 1);
    }

    private static List<String> split(String text) {
        List<String> elements = new ArrayList<>(2);
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                elements.add(text.substring(start, i).trim());
                start = i + 1;
            }
        }
        elements.add(text.substring(start).trim());
        return elements;
    }

    /** {@code address=(host=a)(port=1)} or {@code (host=a,port=1)}. */
    private static @Nullable String ofKeys(String element, int defaultPort) {
        String host = value(element, "host");
        String port = value(element, "port");
        return server(host, port, defaultPort);
    }

    /** The value of a key in a list of keys in parentheses; empty if it is not there. */
    static String value(String element, String key) {
        for (int at = indexOf(element, key, 0); at >= 0; at = indexOf(element, key, at + 1)) {
            int equals = skipSpace(element, at + key.length());
            boolean begins = at > 0 && "(,".indexOf(before(element, at)) >= 0;
            if (begins && equals < element.length() && element.charAt(equals) == '=') {
                String rest = element.substring(equals + 1);
                return rest.substring(0, DatabaseName.indexOfAny(rest, "(),")).trim();
            }
        }
        return "";
    }

    /** Where a word stands, in any case, or -1. */
    static int indexOf(String text, String word, int from) {
        for (int i = from; i <= text.length() - word.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return i;
            }
        }
        return -1;
    }

    private static int skipSpace(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static char before(String text, int at) {
        int i = at - 1;
        while (i > 0 && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return text.charAt(i);
    }

    private static @Nullable String server(String element, int defaultPort) {
        int bracket = element.lastIndexOf(']');
        int colon = element.indexOf(':', bracket + 1);
        return colon < 0
                ? server(element, "", defaultPort)
                : server(element.substring(0, colon), element.substring(colon + 1), defaultPort);
    }

    /** One server, or null if the host or the port is none. An empty host is this machine. */
    static @Nullable String server(String host, String port, int defaultPort) {
        String name = host(host.toLowerCase(Locale.ROOT));
        int number = port.isEmpty() ? defaultPort : number(port);
        if (name == null || number < 0) {
            return null;
        }
        return number == 0 ? name : name + ":" + number;
    }

    private static @Nullable String host(String host) {
        if (host.isEmpty()) {
            return "localhost";
        }
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        String bare = brackets ? host.substring(1, host.length() - 1) : host;
        if (bare.indexOf(':') >= 0) {
            return isAddress(bare) ? "[" + bare + "]" : null;
        }
        String name = bare.length() > 1 && bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '.' && c != '_') {
                return null;
            }
        }
        return name.isEmpty() || name.endsWith(".") ? null : name;
    }

    private static boolean isAddress(String text) {
        int zone = text.indexOf('%');
        String digits = zone < 0 ? text : text.substring(0, zone);
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        return zone < 0 || DatabaseName.isPlain(text.substring(zone));
    }

    /** The port, or -1 if it is none. */
    private static int number(String digits) {
        if (digits.length() > 5) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number >= 1 && number <= MAX_PORT ? number : -1;
    }
}
