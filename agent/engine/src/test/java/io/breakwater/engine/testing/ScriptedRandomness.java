package io.breakwater.engine.testing;

import io.breakwater.engine.time.Randomness;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** Chance as a test wants it. Thread-safety: thread-safe. */
public final class ScriptedRandomness implements Randomness {
    private final DoubleSupplier source;

    private ScriptedRandomness(DoubleSupplier source) {
        this.source = source;
    }

    /** Always the same value, from 0 (included) to 1 (excluded). */
    public static ScriptedRandomness fixed(double value) {
        double checked = checked(value);
        return new ScriptedRandomness(() -> checked);
    }

    /** The given values in turn, and then again from the first. */
    public static ScriptedRandomness sequence(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values: none (expected: at least one)");
        }
        double[] copy = values.clone();
        for (double value : copy) {
            checked(value);
        }
        AtomicInteger next = new AtomicInteger();
        return new ScriptedRandomness(() -> copy[Math.floorMod(next.getAndIncrement(), copy.length)]);
    }

    /** Values that look random, and are the same for the same seed. */
    public static ScriptedRandomness seeded(long seed) {
        return new ScriptedRandomness(new Random(seed)::nextDouble);
    }

    @Override
    public double nextDouble() {
        return source.getAsDouble();
    }

    private static double checked(double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("value: " + value + " (expected: >= 0 and < 1)");
        }
        return value;
    }
}
