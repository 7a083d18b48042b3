package io.breakwater.benchmarks.calls;

import io.breakwater.engine.Observers;
import io.breakwater.engine.event.InterventionListener;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.TracingScope;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.tracing.ApiSightings;
import io.breakwater.telemetry.tracing.OpenTelemetryContext;
import io.breakwater.telemetry.tracing.SpanTracer;
import io.breakwater.telemetry.tracing.export.OtelSettings;
import io.breakwater.telemetry.tracing.export.SpanExport;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a call that goes well that it could be traced, or that it is. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TracedCallBenchmark {

    @Benchmark
    public @Nullable Object none(EnginePipeline pipeline) throws Throwable {
        return pipeline.call();
    }

    @Benchmark
    public @Nullable Object interventions(Interventions tracing) throws Throwable {
        return tracing.pipeline.call();
    }

    @Benchmark
    public @Nullable Object interventionsBesideOpenTelemetry(BesideOpenTelemetry tracing) throws Throwable {
        return tracing.pipeline.call();
    }

    /** In a context that carries a span, as the requests of a server do. */
    @Benchmark
    @SuppressWarnings("try") // the scope is there to be closed
    public @Nullable Object interventionsUnderASpan(BesideOpenTelemetry tracing) throws Throwable {
        try (io.opentelemetry.context.Scope scope = tracing.span.makeCurrent()) {
            return tracing.pipeline.call();
        }
    }

    /** Of which most are lost, because nobody takes them. */
    @Benchmark
    public @Nullable Object allByOurExporter(AllByOurExporter tracing) throws Throwable {
        return tracing.pipeline.call();
    }

    @Benchmark
    public @Nullable Object allByAnSdk(AllByAnSdk tracing) throws Throwable {
        return tracing.pipeline.call();
    }

    private static EnginePipeline pipeline(ApiSightings sightings, TracingScope scope, @Nullable SpanExport export) {
        TimeSource time = TimeSource.system();
        OpenTelemetryContext context =
                new OpenTelemetryContext(sightings, time, () -> DeadlinePolicy.DISABLED);
        return new EnginePipeline(FixedPolicies.engine(Observers.of(InterventionListener.none())
                .withContext(context)
                .withTracer(new SpanTracer(context, time, () -> scope, export))));
    }

    /** An application that has set an SDK, and its contexts in use. */
    private static ApiSightings withSdk() {
        OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder().build())
                .buildAndRegisterGlobal();
        ApiSightings sightings = new ApiSightings();
        sightings.onClass(Span.class.getClassLoader(), "io/opentelemetry/context/LazyStorage");
        return sightings;
    }

    /** No OpenTelemetry. */
    @State(Scope.Benchmark)
    public static class Interventions {
        private final EnginePipeline pipeline = pipeline(new ApiSightings(), TracingScope.INTERVENTIONS, null);
    }

    /** The application's own. */
    @State(Scope.Benchmark)
    public static class BesideOpenTelemetry {
        private final EnginePipeline pipeline = pipeline(withSdk(), TracingScope.INTERVENTIONS, null);
        private final Span span = io.opentelemetry.api.GlobalOpenTelemetry.getTracer("benchmark")
                .spanBuilder("request")
                .startSpan();
    }

    /** Ours. */
    @State(Scope.Benchmark)
    public static class AllByOurExporter {
        private final EnginePipeline pipeline = pipeline(
                new ApiSightings(),
                TracingScope.ALL,
                SpanExport.of(
                        new OtelSettings(Map.of("OTEL_TRACES_EXPORTER", "otlp"), Map.of()),
                        (delayNanos, task) -> () -> {},
                        line -> {}));
    }

    /** The application's own takes every call. */
    @State(Scope.Benchmark)
    public static class AllByAnSdk {
        private final EnginePipeline pipeline = pipeline(withSdk(), TracingScope.ALL, null);
    }
}
