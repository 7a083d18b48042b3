package io.breakwater.benchmarks.calls;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks round by round, each in a JVM of its own, so that whatever else the machine does meets all of them
 * alike; ends with a table of medians and of ratios to Resilience4j, or to a call that nobody traces.
 */
public final class CallComparison {
    /** What a benchmark is compared with, by the beginning of its name. */
    private static final Map<String, String> YARDSTICKS =
            Map.of("Guarded", "GuardedCallBenchmark.resilience4j", "Traced", "TracedCallBenchmark.none");

    private static final String LAYOUT = "%-44s %7s %12s %12s %10s %8s%n";

    private final int rounds;
    private final String include;
    private final TimeValue iteration;
    private final Map<String, List<Measurement>> byBenchmark = new TreeMap<>();

    private CallComparison(int rounds, String include, TimeValue iteration) {
        this.rounds = rounds;
        this.include = include;
        this.iteration = iteration;
    }

    /** Arguments: rounds, a regular expression that names the benchmarks, milliseconds of one iteration. */
    public static void main(String[] args) throws RunnerException {
        CallComparison comparison = new CallComparison(
                Integer.parseInt(args[0]), args[1], new TimeValue(Long.parseLong(args[2]), MILLISECONDS));
        comparison.run();
        comparison.print();
    }

    private void run() throws RunnerException {
        for (int round = 1; round <= rounds; round++) {
            for (int threads = 1; threads <= 2; threads++) {
                System.err.printf("round %d of %d, threads: %d%n", round, rounds, threads);
                for (RunResult result : new Runner(options(threads)).run()) {
                    byBenchmark
                            .computeIfAbsent(nameOf(result), name -> new ArrayList<>())
                            .add(Measurement.of(result));
                }
            }
        }
    }

    private Options options(int threads) {
        return new OptionsBuilder()
                .include(include)
                .threads(threads)
                .forks(1)
                .warmupTime(iteration)
                .measurementTime(iteration)
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    private static String nameOf(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        StringBuilder name = new StringBuilder(
                benchmark.substring(CallComparison.class.getPackageName().length() + 1));
        for (String key : result.getParams().getParamsKeys()) {
            name.append(" (").append(result.getParams().getParam(key)).append(')');
        }
        return name.append('/').append(result.getParams().getThreads()).toString();
    }

    private void print() {
        System.out.printf(LAYOUT, "benchmark", "threads", "CPU ns/call", "wall ns/call", "bytes/call", "ratio");
        byBenchmark.forEach((name, all) -> {
            int slash = name.lastIndexOf('/');
            String threads = name.substring(slash + 1);
            List<Measurement> yardstick = yardstickOf(name, threads);
            double cpuNanos = median(all, measurement -> measurement.cpuNanos);
            System.out.printf(
                    LAYOUT,
                    name.substring(0, slash),
                    threads,
                    String.format("%.1f", cpuNanos),
                    String.format("%.1f", median(all, measurement -> measurement.wallNanos)),
                    String.format("%.1f", median(all, measurement -> measurement.bytes)),
                    yardstick.isEmpty()
                            ? ""
                            : String.format("%.2f", cpuNanos / median(yardstick, measurement -> measurement.cpuNanos)));
        });
    }

    private List<Measurement> yardstickOf(String name, String threads) {
        for (Map.Entry<String, String> entry : YARDSTICKS.entrySet()) {
            if (name.startsWith(entry.getKey())) {
                return byBenchmark.getOrDefault(entry.getValue() + '/' + threads, List.of());
            }
        }
        return List.of();
    }

    private static double median(List<Measurement> all, java.util.function.ToDoubleFunction<Measurement> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** One benchmark in one round. */
    private static final class Measurement {
        final double cpuNanos;
        final double wallNanos;
        final double bytes;

        private Measurement(double cpuNanos, double wallNanos, double bytes) {
            this.cpuNanos = cpuNanos;
            this.wallNanos = wallNanos;
            this.bytes = bytes;
        }

        static Measurement of(RunResult result) {
            return new Measurement(
                    secondary(result, CpuTime.LABEL),
                    result.getPrimaryResult().getScore(),
                    secondary(result, "gc.alloc.rate.norm"));
        }

        private static double secondary(RunResult result, String label) {
            for (Map.Entry<String, ? extends Result<?>> entry :
                    secondaries(result).entrySet()) {
                if (entry.getKey().endsWith(label)) {
                    return entry.getValue().getScore();
                }
            }
            return Double.NaN;
        }

        @SuppressWarnings("rawtypes")
        private static Map<String, ? extends Result<?>> secondaries(RunResult result) {
            Map<String, Result<?>> typed = new TreeMap<>();
            for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
                typed.put(entry.getKey(), entry.getValue());
            }
            return typed;
        }
    }
}
