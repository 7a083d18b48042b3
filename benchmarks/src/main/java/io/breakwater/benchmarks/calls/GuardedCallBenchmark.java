package io.breakwater.benchmarks.calls;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A call that succeeds at once, through the same pipeline of several makers: retry around circuit breaker (time window of
 * 10 s) around bulkhead (256 places). Nothing intervenes, so all of the time is the price of being ready to.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GuardedCallBenchmark {

    /** The call itself. */
    @Benchmark
    public Object unguarded(FloorPipeline pipeline) {
        return pipeline.answer();
    }

    /** The least that any pipeline of this kind must do, by hand. */
    @Benchmark
    public @Nullable Object floor(FloorPipeline pipeline) {
        return pipeline.call();
    }

    /** Breakwater's engine, with total and attempt timeouts and the retry budget on top. */
    @Benchmark
    public @Nullable Object breakwater(EnginePipeline pipeline) throws Throwable {
        return pipeline.call();
    }

    /** The same with the counters of the agent's metrics. */
    @Benchmark
    public @Nullable Object metered(MeteredPipeline pipeline) throws Throwable {
        return pipeline.call();
    }

    @Benchmark
    public Object resilience4j(Resilience4jPipeline pipeline) {
        return pipeline.call();
    }

    @Benchmark
    public Object failsafe(FailsafePipeline pipeline) {
        return pipeline.call();
    }
}
