package io.breakwater.tooling;

import java.util.List;

/** One method of every shape that the entry hook has to fit. Each body gives its argument back. */
class Shapes {
    boolean ofBoolean(boolean value) {
        return value;
    }

    char ofChar(char value) {
        return value;
    }

    byte ofByte(byte value) {
        return value;
    }

    short ofShort(short value) {
        return value;
    }

    int ofInt(int value) {
        return value;
    }

    float ofFloat(float value) {
        return value;
    }

    long ofLong(long value) {
        return value;
    }

    double ofDouble(double value) {
        return value;
    }

    String ofObject(String value) {
        return value;
    }

    int[] ofArray(int[] value) {
        return value;
    }

    String[][] ofArrayOfArrays(String[][] value) {
        return value;
    }

    void ofVoid(List<Object> value) {
        value.add("body");
    }

    String ofNothing() {
        return "body";
    }

    String ofMany(long first, double second, int third, Object fourth, long[] fifth, boolean sixth, float seventh) {
        return first + " " + second + " " + third + " " + fourth + " " + fifth.length + " " + sixth + " " + seventh;
    }

    /** The compiler puts a stack map frame at the very first instruction. */
    int ofLoopAtStart(int value) {
        do {
            value--;
        } while (value > 10);
        return value;
    }

    synchronized int ofHandlers(String value) throws Exception {
        try {
            long parsed = Long.parseLong(value);
            return (int) parsed;
        } catch (NumberFormatException notANumber) {
            return -1;
        } finally {
            refuseEmpty(value);
        }
    }

    final <T extends Comparable<T>> T ofGeneric(T value) {
        return value;
    }

    private static void refuseEmpty(String value) throws Exception {
        if (value.isEmpty()) {
            throw new Exception("empty");
        }
    }

    static int ofStatic(int value) {
        return value;
    }
}
