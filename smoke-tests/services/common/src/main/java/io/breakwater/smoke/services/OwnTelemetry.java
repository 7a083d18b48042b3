package io.breakwater.smoke.services;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** The part of {@link Telemetry} that needs OpenTelemetry: its SDK, configured by the standard properties. */
final class OwnTelemetry {
    private static final TextMapGetter<Headers> GETTER = new Getter();

    private OwnTelemetry() {}

    static void start() {
        AutoConfiguredOpenTelemetrySdk.initialize();
    }

    static Telemetry.Scope serving(String name, Headers headers) {
        Context caller = propagator().extract(Context.root(), headers, GETTER);
        return open(tracer().spanBuilder(name).setSpanKind(SpanKind.SERVER).setParent(caller), caller);
    }

    static Telemetry.Scope calling(String name, BiConsumer<String, String> setHeader) {
        Telemetry.Scope scope = open(tracer().spanBuilder(name).setSpanKind(SpanKind.CLIENT), Context.current());
        propagator().inject(Context.current(), setHeader, (setter, key, value) -> setter.accept(key, value));
        return scope;
    }

    @SuppressWarnings("MustBeClosedChecker") // By whoever closes what is returned.
    private static Telemetry.Scope open(SpanBuilder builder, Context parent) {
        Span span = builder.startSpan();
        io.opentelemetry.context.Scope scope = parent.with(span).makeCurrent();
        return () -> {
            scope.close();
            span.end();
        };
    }

    private static TextMapPropagator propagator() {
        return GlobalOpenTelemetry.getPropagators().getTextMapPropagator();
    }

    private static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("service");
    }

    /** The headers of the server's request, one by one. */
    private static final class Getter implements TextMapGetter<Headers> {
        @Override
        public Iterable<String> keys(Headers headers) {
            return Arrays.asList("traceparent", "tracestate", "baggage");
        }

        @Override
        public String get(Headers headers, String key) {
            return headers.first(key);
        }
    }
}
