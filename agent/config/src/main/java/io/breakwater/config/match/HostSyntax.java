package io.breakwater.config.match;

import io.breakwater.config.match.HostPattern.Kind;
import io.breakwater.engine.Destination;
import io.breakwater.engine.database.KnownProduct;
import java.net.IDN;
import java.util.Locale;

/** Reads host patterns. Thread-safety: stateless. */
final class HostSyntax {
    private static final String EXPECTED = "a name, name:port, \"*.suffix\", an address, a network or \"*\"";

    private HostSyntax() {}

    static HostPattern parse(String text) throws PatternException {
        if (text.equals("*")) {
            return new HostPattern(Kind.ANY, "*", text, null, 0);
        }
        if (text.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length())) {
            return DatabaseSyntax.parse(text);
        }
        try {
            return host(text);
        } catch (PatternException refused) {
            KnownProduct product = DatabaseSyntax.productWithoutPrefix(text);
            throw product == null ? refused : DatabaseSyntax.withoutPrefix(text, product);
        }
    }

    private static HostPattern host(String text) throws PatternException {
        if (text.indexOf('@') >= 0) {
            throw refused("a match with user information", "Leave out what stands before the @");
        }
        int schemeEnd = text.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        String rest = schemeEnd < 0 ? text : text.substring(schemeEnd + 3);
        if (schemeEnd >= 0 && !scheme.equals("http") && !scheme.equals("https")) {
            throw refused(text, "The schemes are http:// and https://");
        }
        int slash = rest.indexOf('/');
        if (slash >= 0) {
            if (schemeEnd < 0 && IpAddress.parse(unbracketed(rest.substring(0, slash))) != null) {
                return network(text, slash);
            }
            String withoutPath = text.substring(0, text.length() - rest.length() + slash);
            throw refused(withoutPath + "/...", "A path belongs to routes; write " + withoutPath);
        }
        if (rest.indexOf('?') >= 0) {
            throw refused("a match with a query", "Leave out what stands behind the ?");
        }
        if (rest.startsWith("*.") && scheme.isEmpty()) {
            return wildcard(text);
        }
        if (rest.indexOf('*') >= 0) {
            throw refused(text, "A wildcard stands for the whole beginning of a name: \"*.corp.example\"");
        }
        return exact(text, scheme, rest);
    }

    private static HostPattern exact(String text, String scheme, String rest) throws PatternException {
        int port = -1;
        String host = rest;
        int closing = rest.lastIndexOf(']');
        int colon = rest.lastIndexOf(':');
        boolean bareV6 = closing < 0 && rest.indexOf(':') != colon;
        if (colon > closing && !bareV6) {
            port = port(text, rest.substring(colon + 1));
            host = rest.substring(0, colon);
        }
        String name = name(text, unbracketed(host));
        if (!scheme.isEmpty()) {
            int actual = Destination.of(scheme, name, port).port();
            return new HostPattern(Kind.SCHEME_AND_PORT, scheme + "://" + name + ":" + actual, text, null, 0);
        }
        return port < 0
                ? new HostPattern(Kind.NAME, name, text, null, 0)
                : new HostPattern(Kind.PORT, name + ":" + port, text, null, 0);
    }

    private static HostPattern wildcard(String text) throws PatternException {
        if (text.indexOf(':') >= 0) {
            throw refused(text, "A wildcard has no port; write " + text.substring(0, text.indexOf(':')));
        }
        String suffix = name(text, text.substring(2));
        if (IpAddress.parse(suffix) != null) {
            throw refused(text, "For addresses write a network such as 10.0.0.0/8");
        }
        return new HostPattern(Kind.WILDCARD, "*." + suffix, text, null, 0);
    }

    private static HostPattern network(String text, int slash) throws PatternException {
        IpAddress address = IpAddress.parse(unbracketed(text.substring(0, slash)));
        int bits = number(text.substring(slash + 1));
        if (address == null || bits < 0 || bits > address.bits()) {
            String most = address == null ? "32" : Integer.toString(address.bits());
            throw refused(text, "The number behind the slash is 0.." + most);
        }
        IpAddress network = address.network(bits);
        if (!network.equals(address)) {
            throw refused(text, "The address has bits behind its prefix; write " + network + "/" + bits);
        }
        return new HostPattern(Kind.NETWORK, network + "/" + bits, text, network, bits);
    }

    private static String name(String text, String host) throws PatternException {
        IpAddress address = IpAddress.parse(host);
        if (address != null) {
            return address.toString();
        }
        String name = Destination.of("http", ascii(text, host), 80).host();
        boolean labelStarts = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!word && (c != '.' || labelStarts)) {
                throw refused(text, c == ':' ? "An IPv6 address with a port is written [::1]:8080" : "");
            }
            labelStarts = c == '.';
        }
        if (name.isEmpty() || labelStarts) {
            throw refused(text.isEmpty() ? "\"\"" : text, "");
        }
        return name;
    }

    private static String ascii(String text, String host) throws PatternException {
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) > 127) {
                try {
                    return IDN.toASCII(host);
                } catch (IllegalArgumentException e) {
                    throw refused(text, "Write the name in its ASCII form: xn--...");
                }
            }
        }
        return host;
    }

    private static int port(String text, String digits) throws PatternException {
        int port = number(digits);
        if (port < 1 || port > 65535) {
            throw refused(text, "A port is 1..65535");
        }
        return port;
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 5) {
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
        return number;
    }

    private static String unbracketed(String host) {
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        return brackets ? host.substring(1, host.length() - 1) : host;
    }

    private static PatternException refused(String shown, String wayOut) {
        return new PatternException(shown, EXPECTED, wayOut);
    }
}
