package io.breakwater.telemetry.history;

import java.util.Arrays;

/**
 * The last values of one curve, one a second; the oldest goes for the newest.
 *
 * <p>Thread-safety: confined to the lock of {@link History}. Bounded: by its length.
 */
final class Series {
    /** Stands where nothing was measured: a quantile of no calls. */
    static final float NONE = Float.NaN;

    private final float[] values;

    Series(int length) {
        values = new float[length];
        Arrays.fill(values, NONE);
    }

    /** @param second any number that grows by one with each second */
    void set(long second, float value) {
        values[index(second)] = value;
    }

    float get(long second) {
        return values[index(second)];
    }

    private int index(long second) {
        return (int) Math.floorMod(second, (long) values.length);
    }
}
