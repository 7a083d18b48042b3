package io.breakwater.benchmarks.turns;

/** Counts durations, each to less than one per cent, without allocating anything for one. Not thread-safe. */
final class Durations {
    private static final int STEP_BITS = 7;
    private static final int STEPS = 1 << STEP_BITS;

    private final long[] counts = new long[(Long.SIZE - STEP_BITS) * STEPS];
    private long count;

    void add(long nanos) {
        counts[indexOf(Math.max(0, nanos))]++;
        count++;
    }

    void addAll(Durations others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        count += others.count;
    }

    long count() {
        return count;
    }

    long percentileNanos(int percent) {
        long left = count * percent / 100;
        int index = 0;
        while (index < counts.length - 1 && left >= counts[index]) {
            left -= counts[index];
            index++;
        }
        return nanosOf(index);
    }

    /** As they are below two times the steps; from there on the same number of steps for each power of two. */
    private static int indexOf(long nanos) {
        int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS);
        return shift * STEPS + (int) (nanos >>> shift);
    }

    private static long nanosOf(int index) {
        int shift = Math.max(0, index / STEPS - 1);
        return (long) (index - shift * STEPS) << shift;
    }
}
