package io.breakwater.telemetry.tracing.export;

import io.breakwater.telemetry.export.OtelFields;
import io.breakwater.telemetry.tracing.SpanIds;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span of ours as OpenTelemetry's exporters read it.
 *
 * <p>Thread-safety: immutable. Loaded by the exporting thread only.
 */
final class SpanFields implements SpanData {
    private final RecordedSpan span;
    private final Resource resource;
    private final Attributes attributes;
    private final List<EventData> events = new ArrayList<>();

    SpanFields(RecordedSpan span, Resource resource) {
        this.span = span;
        this.resource = resource;
        this.attributes = OtelFields.attributes(span.attributes);
        for (RecordedSpan.Event event : span.events) {
            events.add(EventData.create(event.epochNanos, event.name, OtelFields.attributes(event.attributes)));
        }
    }

    private static SpanContext context(@Nullable SpanIds ids) {
        return ids == null
                ? SpanContext.getInvalid()
                : SpanContext.create(
                        ids.traceId(),
                        ids.spanId(),
                        ids.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                        TraceState.getDefault());
    }

    @Override
    public String getName() {
        return span.name;
    }

    @Override
    public SpanKind getKind() {
        return span.client ? SpanKind.CLIENT : SpanKind.INTERNAL;
    }

    @Override
    public SpanContext getSpanContext() {
        return context(span.ids());
    }

    @Override
    public SpanContext getParentSpanContext() {
        return context(span.parent);
    }

    @Override
    public StatusData getStatus() {
        return span.hasFailed() ? StatusData.error() : StatusData.unset();
    }

    @Override
    public long getStartEpochNanos() {
        return span.startEpochNanos;
    }

    @Override
    public long getEndEpochNanos() {
        return span.endEpochNanos();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return events;
    }

    @Override
    public List<LinkData> getLinks() {
        return Collections.emptyList();
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return events.size();
    }

    @Override
    public int getTotalRecordedLinks() {
        return 0;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    @SuppressWarnings("deprecation") // it is abstract all the same
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create("io.breakwater", null);
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return OtelFields.SCOPE;
    }

    @Override
    public Resource getResource() {
        return resource;
    }
}
