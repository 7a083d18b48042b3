package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** A number that need not be whole. Thread-safety: immutable. */
final class DecimalType implements ValueType<Double> {
    private final double least;
    private final double most;

    DecimalType(double least, double most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public @Nullable Double read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        if (!isDecimal(text)) {
            cursor.refuse(
                    expected(), text.startsWith("-") ? "" : "Write digits with at most one point, such as 2 or 1.5");
            return null;
        }
        double number = Double.parseDouble(text);
        if (number >= least && number <= most) {
            return number;
        }
        cursor.refuse(expected(), "");
        return null;
    }

    /** Digits with at most one point among them. */
    static boolean isDecimal(String text) {
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                points++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return points <= 1 && !text.isEmpty() && !text.startsWith(".") && !text.endsWith(".");
    }

    @Override
    public String show(Double value) {
        return text(value);
    }

    static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    @Override
    public Schema schema() {
        return Schema.number("number", least, most);
    }

    @Override
    public String expected() {
        return "a number, " + text(least) + ".." + text(most);
    }
}
