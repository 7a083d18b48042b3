package io.breakwater.engine.database;

/**
 * Tells the name of a database from anything else that may stand in its place, which might be a secret.
 *
 * <p>Thread-safety: stateless.
 */
final class DatabaseName {
    private DatabaseName() {}

    /** True if the text is a plain name. A space is common on SQL Server, a percent sign is an encoded character. */
    static boolean isPlain(String text) {
        return consistsOf(text, "_-.$%+~ ");
    }

    /** True if the text is a name or a path, such as that of a file. */
    static boolean isPath(String text) {
        return consistsOf(text, "_-.$%+~ /\\:!()");
    }

    private static boolean consistsOf(String text, String others) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && others.indexOf(c) < 0) {
                return false;
            }
        }
        return text.equals(text.trim());
    }

    /**
     * True if what follows the servers holds an {@code @} before any {@code =}: then it is no list of parameters but the
     * rest of a password with a {@code ?}, {@code ;} or {@code /} in it, and what stands before it is no server.
     */
    static boolean isRestOfPassword(String tail) {
        int at = tail.indexOf('@');
        int equals = tail.indexOf('=');
        return at >= 0 && (equals < 0 || at < equals);
    }

    /** Where the first of the characters stands, or the end of the text. */
    static int indexOfAny(String text, String characters) {
        int i = 0;
        while (i < text.length() && characters.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
