package io.breakwater.config;

import org.jspecify.annotations.Nullable;

/** A whole number, or {@code none} for one that is never reached. Thread-safety: immutable. */
final class IntegerType implements ValueType<Integer> {
    /** What {@code none} becomes. */
    static final int NEVER = Integer.MAX_VALUE;

    private final int least;
    private final int most;
    private final boolean none;
    private final String wayOut;

    private IntegerType(int least, int most, boolean none, String wayOut) {
        this.least = least;
        this.most = most;
        this.none = none;
        this.wayOut = wayOut;
    }

    static IntegerType between(int least, int most, String wayOut) {
        return new IntegerType(least, most, false, wayOut);
    }

    static IntegerType betweenOrNone(int least, int most, String wayOut) {
        return new IntegerType(least, most, true, wayOut);
    }

    @Override
    public @Nullable Integer read(Cursor cursor) {
        String text = cursor.text(expected());
        if (text == null) {
            return null;
        }
        if (none && text.equals("none")) {
            return NEVER;
        }
        int number = parse(text);
        if (number >= least && number <= most) {
            return number;
        }
        cursor.refuse(expected(), wayOut);
        return null;
    }

    /** The number, or -1 if it is none of at most nine digits. */
    static int parse(String text) {
        if (text.isEmpty() || text.length() > 9 || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    @Override
    public String show(Integer value) {
        return value == NEVER ? "none" : value.toString();
    }

    @Override
    public Schema schema() {
        Schema number = Schema.number("integer", least, most);
        return none ? Schema.anyOf(number, Schema.word("none")) : number;
    }

    @Override
    public String expected() {
        return least == most ? Integer.toString(least) : least + ".." + most + (none ? ", or none" : "");
    }
}
