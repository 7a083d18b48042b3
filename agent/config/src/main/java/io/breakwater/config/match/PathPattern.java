package io.breakwater.config.match;

/**
 * Which paths a route is for. {@code *} stands for a segment or a part of one, {@code {id}} for a segment, {@code /**}
 * at the end for any rest, also none. Everything else is compared as it is: case and a trailing slash count, and
 * nothing is decoded.
 *
 * <p>Thread-safety: immutable. Matching allocates nothing.
 */
public final class PathPattern {
    private static final String EXPECTED = "a path such as /v1/orders, /v1/*/items or /v1/**";

    /** A path in a regular expression: printable segments, names in braces, and two stars at the end. */
    public static final String SCHEMA = "(?=/)(?:/(?:\\{[^/{}?#\\s]*}|(?:(?!\\*\\*)[!-\"$-.0->@-z|~])*))*(?:/\\*\\*)?";

    private final String text;
    private final String[] segments;
    private final boolean rest;

    private PathPattern(String text, String[] segments, boolean rest) {
        this.text = text;
        this.segments = segments;
        this.rest = rest;
    }

    /** @throws PatternException if the text is no such pattern */
    public static PathPattern parse(String text) throws PatternException {
        if (text.isEmpty() || text.charAt(0) != '/') {
            boolean plain = !text.isEmpty() && text.indexOf(':') < 0;
            throw refused(text.isEmpty() ? "\"\"" : text, plain ? "Write /" + text : "A path begins with /");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '?' || c == '#') {
                throw refused(text.substring(0, i) + c + "...", "Only the path is compared; leave out what follows it");
            }
            if (c <= ' ' || c > '~') {
                throw refused(text, "Write it as it is sent, percent-encoded");
            }
        }
        boolean rest = text.endsWith("/**");
        String head = rest ? text.substring(0, text.length() - 3) : text;
        String[] segments = head.isEmpty() ? new String[0] : head.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = segment(text, segments[i]);
        }
        return new PathPattern(text, segments, rest);
    }

    private static String segment(String text, String segment) throws PatternException {
        if (segment.contains("**")) {
            throw refused(text, "** stands at the end only, after a slash; for one segment write *");
        }
        int open = segment.indexOf('{');
        if (open < 0 && segment.indexOf('}') < 0) {
            return segment;
        }
        boolean whole = open == 0 && segment.indexOf('}') == segment.length() - 1 && segment.lastIndexOf('{') == 0;
        if (!whole) {
            throw refused(text, "{name} stands for a whole segment; for a part of one write *");
        }
        return "*";
    }

    private static PatternException refused(String shown, String wayOut) {
        return new PatternException(shown, EXPECTED, wayOut);
    }

    /** @param path raw, without query */
    public boolean matches(String path) {
        int position = 0;
        for (String segment : segments) {
            if (position >= path.length() || path.charAt(position) != '/') {
                return false;
            }
            int next = path.indexOf('/', position + 1);
            int end = next < 0 ? path.length() : next;
            if (!matches(segment, path, position + 1, end)) {
                return false;
            }
            position = end;
        }
        return rest || position == path.length();
    }

    /** True if it matches every path that the other one matches. If that is not plain to see, false. */
    public boolean covers(PathPattern other) {
        boolean longEnough = rest
                ? other.segments.length >= segments.length
                : !other.rest && other.segments.length == segments.length;
        for (int i = 0; longEnough && i < segments.length; i++) {
            String theirs = other.segments[i];
            longEnough = segments[i].equals(theirs) || (segments[i].equals("*") && hasCharacter(theirs));
        }
        return longEnough;
    }

    /** True if every segment that it matches has a character at least. */
    private static boolean hasCharacter(String segment) {
        return segment.equals("*") || !segment.replace("*", "").isEmpty();
    }

    /** A star alone stands for at least one character, a star inside a segment for any number. */
    private static boolean matches(String segment, String path, int start, int end) {
        if (segment.equals("*")) {
            return end > start;
        }
        int at = 0;
        int position = start;
        int star = -1;
        int resume = -1;
        while (position < end) {
            if (at < segment.length() && segment.charAt(at) == '*') {
                star = at++;
                resume = position;
            } else if (at < segment.length() && segment.charAt(at) == path.charAt(position)) {
                at++;
                position++;
            } else if (star >= 0) {
                at = star + 1;
                position = ++resume;
            } else {
                return false;
            }
        }
        while (at < segment.length() && segment.charAt(at) == '*') {
            at++;
        }
        return at == segment.length();
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return text;
    }
}
