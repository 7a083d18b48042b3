package io.breakwater.tooling.cli;

import io.breakwater.config.Printable;
import io.breakwater.tooling.control.status.DestinationStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Destinations as a table that fits a width: the least important columns go first, then the names of hosts are cut in the
 * middle.
 *
 * <p>Thread-safety: confined to one thread.
 */
final class StatusTable {
    static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int LEAST_NAME = 16;
    private static final String GAP = "  ";
    private static final String HOST = "HOST";
    private static final String CUT = "..";

    private final List<DestinationStatus> rows;
    private final Set<StatusColumn> columns = EnumSet.allOf(StatusColumn.class);
    private final Map<StatusColumn, Integer> widths = new EnumMap<>(StatusColumn.class);
    private int nameWidth = HOST.length();

    private StatusTable(List<DestinationStatus> rows) {
        this.rows = rows;
    }

    /** The lines, the titles first; none is longer than the width, if that is not absurdly small. */
    static List<String> lines(List<DestinationStatus> rows, int width) {
        StatusTable table = new StatusTable(rows);
        table.measure();
        table.fit(width);
        List<String> lines = new ArrayList<>();
        lines.add(table.titles());
        for (DestinationStatus row : rows) {
            lines.add(table.line(row));
        }
        return lines;
    }

    private void measure() {
        for (DestinationStatus row : rows) {
            nameWidth = Math.max(nameWidth, name(row).length());
        }
        for (StatusColumn column : StatusColumn.values()) {
            int widest = column.title.length();
            for (DestinationStatus row : rows) {
                widest = Math.max(widest, column.cell(row).length());
            }
            widths.put(column, widest);
        }
    }

    private void fit(int width) {
        if (width == UNLIMITED) {
            return;
        }
        int wanted = Math.min(nameWidth, Math.max(LEAST_NAME, width / 3));
        while (wanted + columnsWidth() > width && dropLeastImportant()) {
            // One after the other.
        }
        nameWidth = Math.max(LEAST_NAME / 2, Math.min(nameWidth, width - columnsWidth()));
    }

    private int width(StatusColumn column) {
        return widths.getOrDefault(column, 0);
    }

    private int columnsWidth() {
        int sum = 0;
        for (StatusColumn column : columns) {
            sum += GAP.length() + width(column);
        }
        return sum;
    }

    private boolean dropLeastImportant() {
        StatusColumn least = null;
        for (StatusColumn column : columns) {
            if (column.rank > 0 && (least == null || column.rank >= least.rank)) {
                least = column;
            }
        }
        return least != null && columns.remove(least);
    }

    private String titles() {
        StringBuilder line = new StringBuilder(padded(HOST, nameWidth, false));
        for (StatusColumn column : columns) {
            line.append(GAP).append(padded(column.title, width(column), column.isRight));
        }
        return trimmed(line);
    }

    private String line(DestinationStatus row) {
        StringBuilder line = new StringBuilder(padded(cut(name(row), nameWidth), nameWidth, false));
        for (StatusColumn column : columns) {
            line.append(GAP).append(padded(column.cell(row), width(column), column.isRight));
        }
        return trimmed(line);
    }

    private static String name(DestinationStatus row) {
        return Printable.line(row.name);
    }

    /** Both ends of a name tell more than its middle. */
    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int kept = width - CUT.length();
        int end = kept / 2;
        return text.substring(0, kept - end) + CUT + text.substring(text.length() - end);
    }

    private static String padded(String text, int width, boolean right) {
        StringBuilder padded = new StringBuilder(width);
        for (int i = text.length(); right && i < width; i++) {
            padded.append(' ');
        }
        padded.append(text);
        while (padded.length() < width) {
            padded.append(' ');
        }
        return padded.toString();
    }

    private static String trimmed(StringBuilder line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }
}
