package io.breakwater.benchmarks.turns;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** One turn of one JVM; figures are for one call. Thread-safety: immutable. */
public final class Turn {
    private final double calls;
    private final double nanos;
    private final double cpuNanos;
    private final double bytes;
    private final double p99Nanos;

    /** @param line as {@link CallLoop} prints it */
    Turn(String line) {
        String[] words = line.split(" ", -1);
        calls = Double.parseDouble(words[0]);
        nanos = Double.parseDouble(words[1]);
        cpuNanos = Double.parseDouble(words[2]);
        bytes = Double.parseDouble(words[3]);
        p99Nanos = Double.parseDouble(words[4]);
    }

    public double callsPerSecond() {
        return calls / nanos * 1e9;
    }

    /** Of all threads of the JVM. */
    public double cpuNanos() {
        return cpuNanos / calls;
    }

    public double bytes() {
        return bytes / calls;
    }

    public double p99Nanos() {
        return p99Nanos;
    }

    public static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
