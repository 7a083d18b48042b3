package org.example.traced;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * An application with OpenTelemetry, in terms of the JDK: a test loads it with one version or another of the API and the
 * SDK. Uses what version 1.0 had.
 */
public final class TracedApplication {
    private static final List<SpanData> ENDED = Collections.synchronizedList(new ArrayList<>());

    private TracedApplication() {}

    /** Sets the SDK as the global one; throws if somebody was faster. */
    public static void setUp() {
        SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(new Keeper()).build();
        OpenTelemetrySdk.builder().setTracerProvider(provider).buildAndRegisterGlobal();
    }

    /** Runs something under a span of the application's, with a member in the baggage; returns the ids of the span. */
    public static String underSpan(String name, String member, String value, Callable<?> work) throws Exception {
        Span span =
                GlobalOpenTelemetry.getTracer("application").spanBuilder(name).startSpan();
        Baggage baggage = Baggage.current().toBuilder().put(member, value).build();
        try (Scope scope = Context.current().with(span).with(baggage).makeCurrent()) {
            work.call();
        } finally {
            span.end();
        }
        return span.getSpanContext().getTraceId() + "-" + span.getSpanContext().getSpanId();
    }

    /** Runs something as exporters make their own calls. */
    public static void exporting(Runnable work) throws Exception {
        Class<?> util;
        try {
            util = Class.forName("io.opentelemetry.api.impl.InstrumentationUtil");
        } catch (ClassNotFoundException older) {
            util = Class.forName("io.opentelemetry.api.internal.InstrumentationUtil");
        }
        util.getMethod("suppressInstrumentation", Runnable.class).invoke(null, work);
    }

    /** Runs something with this context in another place, as OpenTelemetry's executors do. */
    public static Runnable wrapped(Runnable work) {
        return Context.current().wrap(work);
    }

    /** The value of a member of the current baggage. */
    public static String baggage(String member) {
        return Baggage.current().getEntryValue(member);
    }

    /** The ids of the current span. */
    public static String currentSpan() {
        return Span.current().getSpanContext().getTraceId() + "-"
                + Span.current().getSpanContext().getSpanId();
    }

    /** What has ended: name, kind, ids, parent, status, attributes, events, in the order of their ends. */
    public static List<Map<String, String>> ended() {
        List<Map<String, String>> spans = new ArrayList<>();
        for (SpanData span : ENDED) {
            Map<String, String> fields = new TreeMap<>();
            fields.put("name", span.getName());
            fields.put("kind", span.getKind().name());
            fields.put("ids", span.getTraceId() + "-" + span.getSpanId());
            fields.put("parent", span.getTraceId() + "-" + span.getParentSpanId());
            fields.put("status", span.getStatus().getStatusCode().name());
            fields.put("nanos", Long.toString(span.getEndEpochNanos() - span.getStartEpochNanos()));
            span.getAttributes().forEach((key, value) -> fields.put("." + key.getKey(), value.toString()));
            StringBuilder events = new StringBuilder();
            span.getEvents().forEach(event -> events.append(event.getName()).append(' '));
            fields.put("events", events.toString().trim());
            spans.add(fields);
        }
        return spans;
    }

    private static final class Keeper implements SpanProcessor {
        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            ENDED.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
