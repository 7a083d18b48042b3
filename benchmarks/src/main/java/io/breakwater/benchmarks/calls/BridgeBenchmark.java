package io.breakwater.benchmarks.calls;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a woven method through the bridge and the dispatcher to an adapter that has nothing to do, and back. Runs with the
 * packaged agent, and asks the bridge as a woven {@code HttpClient.send} does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-javaagent:agent/dist/target/breakwater-agent.jar=benchmarks/bridge.yaml")
public class BridgeBenchmark {
    /** The first join point of the first module: {@code HttpClient.send}. */
    private static final int SEND = 0;

    private static final MethodHandle ENTER = enter();

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://unguarded.example/items")).build();
    private final BodyHandler<String> handler = BodyHandlers.ofString();

    private static MethodHandle enter() {
        try {
            Class<?> bridge = Class.forName("java.lang.BreakwaterBridge");
            return MethodHandles.publicLookup()
                    .findStatic(bridge, "enter", methodType(Object[].class, int.class, Object[].class));
        } catch (ReflectiveOperationException noAgent) {
            throw new IllegalStateException("bridge: absent (expected: a JVM with the agent)", noAgent);
        }
    }

    /** The arguments alone: what the hook does before it asks. */
    @Benchmark
    public Object arguments() {
        return new Object[] {client, request, handler};
    }

    /** A request that has no host: the adapter sees that it is none of its business. */
    @Benchmark
    public Object passThrough() throws Throwable {
        return (Object[]) ENTER.invokeExact(SEND, new Object[] {client, null, handler});
    }

    /** A request to a host whose policies are disabled: the adapter asks the engine, which says no. */
    @Benchmark
    public Object disabledHost() throws Throwable {
        return (Object[]) ENTER.invokeExact(SEND, new Object[] {client, request, handler});
    }
}
