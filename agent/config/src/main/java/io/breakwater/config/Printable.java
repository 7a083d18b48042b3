package io.breakwater.config;

/**
 * Text that comes from a file, a name or a message, as it may be printed: what steers a terminal, breaks the line, or
 * hides or reorders the text around it becomes the escape that Java has for it. A key with such a character could
 * otherwise print a line that we never said.
 *
 * <p>Printable text stays as it is, so that it does no harm to ask twice. Thread-safety: stateless.
 */
public final class Printable {
    private Printable() {}

    /** The text on one line. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text with its line breaks. */
    public static String text(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepsBreaks) {
        StringBuilder out = null;
        int copied = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int end = i + Character.charCount(codePoint);
            boolean isBreak = codePoint == '\n' || codePoint == '\r';
            if (isUnprintable(codePoint) && !(isBreak && keepsBreaks)) {
                out = out == null ? new StringBuilder(text.length() + 16) : out;
                out.append(text, copied, i);
                for (int j = i; j < end; j++) {
                    escape(text.charAt(j), out);
                }
                copied = end;
            }
            i = end;
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private static boolean isUnprintable(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.SURROGATE:
                return true;
            default:
                return false;
        }
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '\n':
                out.append("\\n");
                break;
            case '\r':
                out.append("\\r");
                break;
            case '\t':
                out.append("\\t");
                break;
            default:
                out.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
        }
    }
}
