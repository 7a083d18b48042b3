package io.breakwater.tooling.cli;

import io.breakwater.config.Explanation;
import io.breakwater.config.Explanation.Row;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints an explanation: first what happens, then the values behind it. Plain ASCII, aligned. */
final class ExplanationTable {
    private static final String INDENT = "  ";
    private static final int WIDTH = 100;

    private ExplanationTable() {}

    /** @param all also what is not about the call itself */
    static void print(Explanation explanation, boolean all, PrintWriter out) {
        out.println(explanation.call());
        out.println(INDENT + "host   " + explanation.host());
        out.println(INDENT + "route  " + explanation.route());
        out.println();
        out.println("What would happen");
        for (String sentence : explanation.outlook()) {
            printWrapped(sentence, out);
        }
        out.println();
        printRows("Policy", "Mode", explanation.modes(), out);
        out.println();
        printRows("Setting", "Value", explanation.settings(), out);
        if (all) {
            printMore(explanation, out);
        }
    }

    private static void printMore(Explanation explanation, PrintWriter out) {
        if (!explanation.routes().isEmpty()) {
            out.println();
            printRows("Route", "Applies", explanation.routes(), out);
        }
        out.println();
        printRows("Process", "Value", explanation.process(), out);
    }

    private static void printRows(String first, String second, List<Row> rows, PrintWriter out) {
        int nameWidth = first.length();
        int valueWidth = second.length();
        for (Row row : rows) {
            nameWidth = Math.max(nameWidth, row.name().length());
            for (String line : folded(row.value())) {
                valueWidth = Math.max(valueWidth, line.length());
            }
        }
        out.println(padded(first, nameWidth) + INDENT + padded(second, valueWidth) + INDENT + "From");
        for (Row row : rows) {
            String name = row.name();
            String from = INDENT + row.from();
            for (String line : folded(row.value())) {
                String value = from.isEmpty() ? line : padded(line, valueWidth);
                out.println(padded(name, nameWidth) + INDENT + value + from);
                name = "";
                from = "";
            }
        }
    }

    /** A long list becomes several lines. */
    private static List<String> folded(String value) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (value.length() - start > MAX_VALUE_WIDTH) {
            int comma = value.lastIndexOf(", ", start + MAX_VALUE_WIDTH);
            if (comma < start) {
                break;
            }
            lines.add((start > 0 ? " " : "") + value.substring(start, comma + 1));
            start = comma + 2;
        }
        lines.add((start > 0 ? " " : "") + value.substring(start));
        return lines;
    }

    private static void printWrapped(String sentence, PrintWriter out) {
        String rest = sentence;
        String indent = INDENT;
        while (rest.length() + indent.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH - indent.length());
            if (space < 0) {
                break;
            }
            out.println(indent + rest.substring(0, space));
            rest = rest.substring(space + 1);
            indent = INDENT + INDENT;
        }
        out.println(indent + rest);
    }

    private static String padded(String text, int width) {
        StringBuilder out = new StringBuilder(text);
        while (out.length() < width) {
            out.append(' ');
        }
        return out.toString();
    }

    private static final int MAX_VALUE_WIDTH = 40;
}
