package io.breakwater.engine.policy;

/** Checks of builder arguments; messages have the form {@code name: value (expected: condition)}. */
final class Arguments {
    private Arguments() {}

    static long positive(String name, long value) {
        return atLeast(name, value, 1);
    }

    static long atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: >= " + least + ")");
        }
        return value;
    }

    static double within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + least + ".." + most + ")");
        }
        return value;
    }
}
