package io.breakwater.telemetry.observe;

/**
 * Which parts of a path are the name of something single: a number, a UUID, a token, an address, a person. They are
 * replaced before anything is kept, because there is no end of them, and because they may be nobody's business.
 *
 * <p>Thread-safety: stateless; allocates nothing.
 */
final class PathSegments {
    /** What stands for such a part. */
    static final String ID = "{id}";

    private static final int MOST_DIGITS = 3;
    private static final int LONG = 32;
    private static final int LEAST_TOKEN = 12;
    private static final String PUNCTUATION = "-_.~";

    private PathSegments() {}

    /**
     * True if the segment must not be kept as it is. {@code v1}, {@code orders}, {@code search.json} and {@code
     * oauth2} are kept; {@code 42}, {@code ORD-2024-17}, {@code a3f9c2d1} and {@code jane@example.org} are not.
     */
    static boolean isId(String path, int start, int end) {
        int digits = 0;
        boolean hexOnly = true;
        for (int i = start; i < end; i++) {
            char c = path.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!digit && !letter && PUNCTUATION.indexOf(c) < 0) {
                return true; // encoded, an address, a matrix parameter: nothing that the name of a route has
            }
            digits += digit ? 1 : 0;
            hexOnly &= digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '-';
        }
        int length = end - start;
        return length > 0
                && (digits == length
                        || digits > MOST_DIGITS
                        || length > LONG
                        || (digits > 0 && (length >= LEAST_TOKEN || (hexOnly && length > MOST_DIGITS))));
    }
}
