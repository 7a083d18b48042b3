package io.breakwater.config;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Turns a complaint of the YAML parser into a problem with a way out. */
final class YamlFault {
    private YamlFault() {}

    static void report(String file, String text, MarkedYAMLException fault, Problems problems) {
        Mark mark = fault.getProblemMark() != null ? fault.getProblemMark() : fault.getContextMark();
        String said = fault.getProblem() == null ? "" : oneLine(fault.getProblem());
        if (mark == null) {
            problems.add(Origin.file(file), "", "not valid YAML: " + said, "valid YAML", GENERAL);
            return;
        }
        String line = line(text, mark.getLine());
        int star = unquotedStar(line);
        int url = star >= 0 ? -1 : unquotedUrl(line);
        if (url >= 0) {
            Origin origin = Origin.inFile(file, mark.getLine() + 1, url + 1);
            String value = word(line, url);
            problems.add(origin, "", "not valid YAML: " + value, "valid YAML", quotedUrl(value));
            return;
        }
        int column = star >= 0 ? star : mark.getColumn();
        String value = star >= 0 ? word(line, star) : leadingTab(line) ? "a tab as indentation" : said;
        Origin origin = Origin.inFile(file, mark.getLine() + 1, column + 1);
        problems.add(origin, "", "not valid YAML: " + value, "valid YAML", wayOut(line, star, column));
    }

    /** The way out for a value that must be quoted. */
    static String quoted(String value) {
        return "YAML reads a leading * as an alias; if text is meant, quote it: \"" + value + "\"";
    }

    /** The way out for a URL that must be quoted. */
    static String quotedUrl(String url) {
        return "YAML reads a colon at the end as that of a key; quote the URL: \"" + url + "\"";
    }

    private static String wayOut(String line, int star, int column) {
        if (leadingTab(line)) {
            return "Indent with spaces, not with tabs";
        }
        if (star >= 0) {
            return quoted(word(line, star));
        }
        if (column < line.length() && "@`%".indexOf(line.charAt(column)) >= 0) {
            return "Quote a value that starts with " + line.charAt(column);
        }
        return GENERAL;
    }

    private static String word(String line, int start) {
        int end = start + 1;
        while (end < line.length() && " ,}]#\r".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return line.substring(start, end);
    }

    private static boolean leadingTab(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\t') {
                return true;
            }
            if (c != ' ') {
                return false;
            }
        }
        return false;
    }

    /** The first star that begins a value. */
    private static int unquotedStar(String line) {
        return unquoted(line, "*");
    }

    /** The first JDBC URL that ends with a colon, such as that of all databases of a product. */
    private static int unquotedUrl(String line) {
        int url = unquoted(line, "jdbc:");
        return url >= 0 && word(line, url).endsWith(":") ? url : -1;
    }

    /** Where a value begins with the text, or -1. */
    private static int unquoted(String line, String start) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (line.startsWith(start, i) && (i == 0 || " [{,-".indexOf(line.charAt(i - 1)) >= 0)) {
                return i;
            }
        }
        return -1;
    }

    private static String line(String text, int number) {
        int start = 0;
        for (int i = 0; i < number && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        int end = text.indexOf('\n', start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ').trim();
    }

    private static final String GENERAL =
            "Check the indentation, the brackets and the colons of this line and the one above";
}
