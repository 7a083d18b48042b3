package io.breakwater.config.match;

import org.jspecify.annotations.Nullable;

/**
 * Which destinations an entry is for. Names are compared in the normal form of
 * {@link io.breakwater.engine.Destination}: lower case, no trailing dot, the port written out; databases in that of
 * {@link io.breakwater.engine.database.DatabaseUrl}.
 *
 * <p>Thread-safety: immutable.
 */
public final class HostPattern {
    /** The kinds, from the most to the least specific. */
    public enum Kind {
        /** A name or address with scheme and port. */
        SCHEME_AND_PORT("exact scheme, name and port"),
        /** A name or address with a port. */
        PORT("exact name and port"),
        /** A name or address, any port. */
        NAME("exact name"),
        /** Every name below a suffix. */
        WILDCARD("wildcard"),
        /** Every address in a network. */
        NETWORK("network"),
        /** Everything. */
        ANY("any host"),
        /** One database. */
        DATABASE("exact database"),
        /** Every database of a server, or of several servers that belong together. */
        DATABASE_SERVER("every database of the server"),
        /** Every database of a product. */
        DATABASE_PRODUCT("every database of the product");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** True if the pattern stands for one host or server and not for many. */
        public boolean isExact() {
            return this == SCHEME_AND_PORT
                    || this == PORT
                    || this == NAME
                    || this == DATABASE
                    || this == DATABASE_SERVER;
        }

        /** True if the pattern stands for databases, and never for a host. */
        public boolean isDatabase() {
            return this == DATABASE || this == DATABASE_SERVER || this == DATABASE_PRODUCT;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** How the pattern of a database begins, in a regular expression. */
    public static final String JDBC = "[jJ][dD][bB][cC]:";

    /** What can be said of a pattern in a regular expression: its form, and neither ports nor prefixes that are too large. */
    public static final String SCHEMA = "\\*"
            + "|\\*\\.[^\\s:/?#@*]+"
            + "|" + JDBC + "(?!.*[^:]@)(?:[^?;*=]+|[^?;*]*\\([^?;*]*)"
            + "|(?:[hH][tT][tT][pP][sS]?://)?(?:(?!.*\\.\\.)[^\\s:/?#@*\\[\\].][^\\s:/?#@*\\[\\]]*|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?"
            + "|[0-9A-Fa-f.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*"
            + "|[0-9A-Fa-f:.\\[\\]]+/[0-9]{1,3}";

    private final Kind kind;
    private final String key;
    private final String text;
    private final @Nullable IpAddress network;
    private final int prefixBits;

    HostPattern(Kind kind, String key, String text, @Nullable IpAddress network, int prefixBits) {
        this.kind = kind;
        this.key = key;
        this.text = text;
        this.network = network;
        this.prefixBits = prefixBits;
    }

    /** @throws PatternException if the text is no such pattern */
    public static HostPattern parse(String text) throws PatternException {
        return HostSyntax.parse(text);
    }

    public Kind kind() {
        return kind;
    }

    /** The normal form. Two patterns that are equally specific for some destination have the same. */
    public String key() {
        return key;
    }

    /** Length of the network's prefix. */
    public int prefixBits() {
        return prefixBits;
    }

    /** True if it can match an address of which no name is known. */
    public boolean isOfAddresses() {
        return kind == Kind.ANY || kind == Kind.NETWORK || (kind == Kind.NAME && IpAddress.parse(text) != null);
    }

    /** True for a network that holds the address. */
    boolean contains(IpAddress address) {
        return network != null && address.isIn(network, prefixBits);
    }

    /** As the user wrote it; of a database the normal form, which holds no secret. */
    @Override
    public String toString() {
        return text;
    }
}
