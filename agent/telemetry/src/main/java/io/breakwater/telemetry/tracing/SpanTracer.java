package io.breakwater.telemetry.tracing;

import io.breakwater.engine.Destination;
import io.breakwater.engine.context.Caller;
import io.breakwater.engine.event.CallTrace;
import io.breakwater.engine.event.CallTracer;
import io.breakwater.engine.policy.TracingScope;
import io.breakwater.engine.time.TimeSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the spans of calls, and gives them to whoever is there: the OpenTelemetry agent, the application's own SDK, or
 * our exporter if it is configured.
 *
 * <p>Client spans of attempts are made here unless the OpenTelemetry agent makes them within the attempt. It does so where
 * its own instrumentation lies below our join point, and then the call is not in a client span of its already.
 *
 * <p>Thread-safety: thread-safe.
 */
public final class SpanTracer implements CallTracer {
    private final OpenTelemetryContext contexts;
    private final TimeSource time;
    private final Supplier<TracingScope> scope;
    private final @Nullable SpanSource exporter;

    /**
     * @param scope which calls are traced; asked for each call, and quick
     * @param exporter takes the spans where there is no OpenTelemetry; null for nobody
     */
    public SpanTracer(
            OpenTelemetryContext contexts,
            TimeSource time,
            Supplier<TracingScope> scope,
            @Nullable SpanSource exporter) {
        this.contexts = contexts;
        this.time = time;
        this.scope = scope;
        this.exporter = exporter;
    }

    @Override
    public boolean tracesAll() {
        return scope.get() == TracingScope.ALL;
    }

    @Override
    public @Nullable CallTrace begin(
            Destination destination, String method, @Nullable Object captured, Class<?> asking, long startNanos) {
        if (scope.get() == TracingScope.NONE || OpenTelemetryContext.isExporting(captured)) {
            return null;
        }
        Carried carried = captured instanceof Carried ? (Carried) captured : null;
        TraceApi api = carried == null ? contexts.apis().of(asking) : carried.api;
        Object context = carried == null ? null : carried.context;
        EpochClock clock = EpochClock.of(time);
        String name = "breakwater " + SpanWords.clientName(destination, method);
        long start = clock.epochNanos(startNanos);

        OpenSpan span = null;
        boolean makesClientSpans = false;
        boolean tellsTraceParent = false;
        if (api != null && api.records()) {
            span = api.start(name, context, remote(captured), start);
            makesClientSpans = !api.isAgents() || api.isInClientSpan(context);
        } else if (exporter != null && (api == null || !api.isAgents())) {
            SpanIds parent = api == null || context == null ? null : api.spanIn(context);
            span = exporter.start(name, parent == null ? remote(captured) : parent, start);
            makesClientSpans = true;
            tellsTraceParent = true;
        } else if (api != null && context != null) {
            span = api.borrow(context);
        }
        if (span == null) {
            return null;
        }
        SpanWords.describe(span, destination, method);
        return new CallSpan(
                contexts, clock, span, destination, method, captured, asking, makesClientSpans, tellsTraceParent);
    }

    private @Nullable SpanIds remote(@Nullable Object captured) {
        Caller caller = contexts.callerIn(captured);
        return caller == null ? null : SpanIds.parse(caller.traceParent());
    }

    /** Only our own exporter stands alone: OpenTelemetry, where it is, writes the header itself. */
    @Override
    public @Nullable String passedOn(@Nullable Object captured, Class<?> asking) {
        if (exporter == null
                || scope.get() == TracingScope.NONE
                || captured == null
                || captured instanceof Carried
                || contexts.apis().of(asking) != null) {
            return null;
        }
        Caller caller = contexts.callerIn(captured);
        return caller == null ? null : caller.traceParent();
    }
}
