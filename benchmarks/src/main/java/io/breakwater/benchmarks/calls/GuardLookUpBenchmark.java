package io.breakwater.benchmarks.calls;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Engine;
import io.breakwater.engine.Guard;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Who guards this call? Asked once per call, before the pipeline begins. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GuardLookUpBenchmark {
    /** How many destinations the engine knows; a power of two. */
    @Param({"1", "1024"})
    public int destinations;

    private final Engine engine = FixedPolicies.engine();
    private Destination[] known = {};
    private String[] hosts = {};
    private int next;

    /** Makes the engine know all of them. */
    @Setup
    public void callEachOnce() {
        hosts = new String[destinations];
        known = new Destination[destinations];
        for (int i = 0; i < destinations; i++) {
            hosts[i] = "host-" + i + ".example";
            known[i] = Destination.of("https", hosts[i], 443);
            engine.guardFor(known[i], "GET", "/");
        }
    }

    @Benchmark
    public @Nullable Guard byDestination() {
        return engine.guardFor(known[next++ & destinations - 1], "GET", "/v1/items");
    }

    /** As an adapter does it, which has a URI. */
    @Benchmark
    public @Nullable Guard byHostAndPort() {
        return engine.guardFor(Destination.of("https", hosts[next++ & destinations - 1], 443), "GET", "/v1/items");
    }
}
