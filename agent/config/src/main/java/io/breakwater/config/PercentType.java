package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** A share: {@code 20%}, {@code 12.5%}, or {@code none} for one that is never reached. Thread-safety: immutable. */
final class PercentType implements ValueType<Double> {
    /** What {@code none} becomes. */
    static final double NEVER = IntegerType.NEVER;

    private final boolean threshold;
    private final double most;

    private PercentType(boolean threshold, double most) {
        this.threshold = threshold;
        this.most = most;
    }

    /** Above 0 and at most 100 percent, or {@code none}. */
    static PercentType threshold() {
        return new PercentType(true, 100);
    }

    /** 0 to 1000 percent. */
    static PercentType ratio() {
        return new PercentType(false, 1000);
    }

    @Override
    public @Nullable Double read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        if (threshold && text.equals("none")) {
            return NEVER;
        }
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        if (number.equals(text) || !DecimalType.isDecimal(number)) {
            cursor.refuse(expected(), wayOut(number.trim()));
            return null;
        }
        double percent = Double.parseDouble(number);
        if (percent > most || (threshold && percent == 0)) {
            cursor.refuse(expected(), threshold ? "Write none if there is to be no threshold" : "");
            return null;
        }
        return percent;
    }

    private static String wayOut(String number) {
        if (!DecimalType.isDecimal(number)) {
            return "Write a number and the percent sign, such as 20%";
        }
        double value = Double.parseDouble(number);
        boolean fraction = value > 0 && value < 1;
        return "Write " + DecimalType.text(fraction ? value * 100 : value) + "%";
    }

    @Override
    public String show(Double value) {
        return value == NEVER ? "none" : DecimalType.text(value) + "%";
    }

    @Override
    public Schema schema() {
        String below = most == 100 ? "[0-9]{1,2}" : "[0-9]{1,3}";
        String percent = "0*(?:" + below + "(?:\\.[0-9]+)?|" + DecimalType.text(most) + "(?:\\.0+)?)%";
        return threshold
                ? Schema.anyOf(Schema.text("(?=.*[1-9])" + percent), Schema.word("none"))
                : Schema.text(percent);
    }

    @Override
    public String expected() {
        return "a percentage, " + (threshold ? "above 0% to 100%, or none" : "0% to " + DecimalType.text(most) + "%");
    }
}
