package io.breakwater.telemetry.tracing.otel;

import io.breakwater.telemetry.tracing.OpenSpan;
import io.breakwater.telemetry.tracing.SpanIds;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A span of OpenTelemetry's. Thread-safety: as its span, which is thread-safe. */
final class BoundSpan implements OpenSpan {
    private final @Nullable Tracer tracer;
    private final Span span;
    private final boolean borrowed;
    private final SpanIds ids;

    /**
     * @param tracer null if there is none, so that there are no spans below it
     * @param borrowed true if it is the application's: then neither its end nor its status is ours to tell
     */
    BoundSpan(@Nullable Tracer tracer, Span span, boolean borrowed) {
        this.tracer = tracer;
        this.span = span;
        this.borrowed = borrowed;
        this.ids = idsOf(span.getSpanContext());
    }

    static SpanIds idsOf(SpanContext context) {
        return new SpanIds(
                context.getTraceId(),
                context.getSpanId(),
                context.getTraceFlags().isSampled());
    }

    @Override
    public SpanIds ids() {
        return ids;
    }

    @Override
    public void set(String key, Object value) {
        if (borrowed) {
            return;
        }
        if (value instanceof Long) {
            span.setAttribute(key, (long) (Long) value);
        } else if (value instanceof Boolean) {
            span.setAttribute(key, (boolean) (Boolean) value);
        } else {
            span.setAttribute(key, value.toString());
        }
    }

    @Override
    public void event(String name, Map<String, Object> attributes, long epochNanos) {
        AttributesBuilder builder = Attributes.builder();
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            Object value = attribute.getValue();
            if (value instanceof Long) {
                builder.put(attribute.getKey(), (long) (Long) value);
            } else if (value instanceof Boolean) {
                builder.put(attribute.getKey(), (boolean) (Boolean) value);
            } else {
                builder.put(attribute.getKey(), value.toString());
            }
        }
        span.addEvent(name, builder.build(), epochNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void fail() {
        if (!borrowed) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void end(long epochNanos) {
        if (!borrowed) {
            span.end(epochNanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public OpenSpan client(String name, long epochNanos) {
        if (tracer == null) {
            return this;
        }
        Span below = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(span.storeInContext(Context.root()))
                .setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS)
                .startSpan();
        return new BoundSpan(tracer, below, false);
    }

    @Override
    public Object in(@Nullable Object context) {
        return span.storeInContext(context == null ? Context.root() : (Context) context);
    }
}
