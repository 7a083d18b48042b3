package io.breakwater.telemetry.tracing.otel;

import io.breakwater.engine.context.Scope;
import io.breakwater.telemetry.metrics.otel.BoundInstruments;
import io.breakwater.telemetry.metrics.outlet.Instruments;
import io.breakwater.telemetry.tracing.OpenSpan;
import io.breakwater.telemetry.tracing.SpanIds;
import io.breakwater.telemetry.tracing.TraceApi;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One OpenTelemetry API.
 *
 * <p>Loaded by: a loader that sees the API. Thread-safety: thread-safe.
 */
public final class BoundApi implements TraceApi {
    private static final String SCOPE = "io.breakwater";

    private final boolean agents;
    private final BooleanSupplier globalIsSet;
    private final BooleanSupplier storageIsInUse;
    private final ContextKey<Object> key = ContextKey.named("breakwater-caller");
    private final ClientSpanKeys clientSpans;
    private final ExporterMark exporters = new ExporterMark();
    private volatile boolean inUse;
    private volatile @Nullable Tracer tracer;
    private @Nullable Instruments instruments;
    private boolean instrumentsSought;

    /**
     * @param agents true if it is the copy inside the OpenTelemetry agent
     * @param globalIsSet whether the application has set the global instance
     * @param storageIsInUse whether contexts are in use
     */
    public BoundApi(boolean agents, BooleanSupplier globalIsSet, BooleanSupplier storageIsInUse) {
        this.agents = agents;
        this.globalIsSet = globalIsSet;
        this.storageIsInUse = storageIsInUse;
        this.clientSpans = ClientSpanKeys.find(agents);
    }

    @Override
    public boolean isInUse() {
        if (!inUse) {
            inUse = storageIsInUse.getAsBoolean();
        }
        return inUse;
    }

    @Override
    public @Nullable Object current() {
        if (!inUse && !isInUse()) {
            return null;
        }
        Context current = Context.current();
        return current == Context.root() ? null : current;
    }

    @Override
    public @Nullable Object valueIn(Object context) {
        return ((Context) context).get(key);
    }

    @Override
    public @Nullable String baggageIn(Object context, String member) {
        return Baggage.fromContext((Context) context).getEntryValue(member);
    }

    @Override
    public Object with(@Nullable Object context, Object value) {
        return orRoot(context).with(key, value);
    }

    @Override
    public Object withBaggage(@Nullable Object context, String member, String value) {
        Context whole = orRoot(context);
        Baggage more = Baggage.fromContext(whole).toBuilder().put(member, value).build();
        return more.storeInContext(whole);
    }

    private static Context orRoot(@Nullable Object context) {
        return context == null ? Context.root() : (Context) context;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // whoever entered it closes what it gets
    public Scope enter(Object context) {
        return new EnteredContext(((Context) context).makeCurrent());
    }

    @Override
    public @Nullable SpanIds spanIn(Object context) {
        SpanContext span = Span.fromContext((Context) context).getSpanContext();
        return span.isValid() ? BoundSpan.idsOf(span) : null;
    }

    @Override
    public boolean isInClientSpan(@Nullable Object context) {
        return context != null && clientSpans.areIn((Context) context);
    }

    @Override
    public boolean isExporting(Object context) {
        return exporters.isIn((Context) context);
    }

    @Override
    public boolean isAgents() {
        return agents;
    }

    @Override
    public boolean records() {
        return tracer() != null;
    }

    @Override
    public @Nullable OpenSpan start(String name, @Nullable Object context, @Nullable SpanIds remote, long epochNanos) {
        Tracer known = tracer();
        if (known == null) {
            return null;
        }
        SpanBuilder builder = known.spanBuilder(name)
                .setSpanKind(SpanKind.INTERNAL)
                .setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS);
        Context parent = parent((Context) context, remote);
        Span span = (parent == null ? builder.setNoParent() : builder.setParent(parent)).startSpan();
        return new BoundSpan(known, span, false);
    }

    private static @Nullable Context parent(@Nullable Context context, @Nullable SpanIds remote) {
        if (remote == null
                || (context != null
                        && Span.fromContext(context).getSpanContext().isValid())) {
            return context;
        }
        SpanContext span = SpanContext.createFromRemoteParent(
                remote.traceId(),
                remote.spanId(),
                remote.isSampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
        return Span.wrap(span).storeInContext(orRoot(context));
    }

    private @Nullable Tracer tracer() {
        Tracer known = tracer;
        if (known == null && globalIsSet.getAsBoolean()) {
            known = GlobalOpenTelemetry.get().getTracer(SCOPE);
            tracer = known;
        }
        return known;
    }

    /** Once a global instance is set it is so for good, and so is what it has of metrics. */
    @Override
    public synchronized @Nullable Instruments instruments() {
        if (!instrumentsSought && globalIsSet.getAsBoolean()) {
            instrumentsSought = true;
            try {
                instruments = BoundInstruments.ofGlobal();
            } catch (LinkageError olderVersion) {
                return null;
            }
        }
        return instruments;
    }

    @Override
    public @Nullable OpenSpan borrow(Object context) {
        Span span = Span.fromContext((Context) context);
        return span.isRecording() ? new BoundSpan(null, span, true) : null;
    }
}
