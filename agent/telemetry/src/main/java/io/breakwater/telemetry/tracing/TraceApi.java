package io.breakwater.telemetry.tracing;

import io.breakwater.engine.context.Scope;
import io.breakwater.telemetry.metrics.outlet.Instruments;
import org.jspecify.annotations.Nullable;

/**
 * An OpenTelemetry API that was found, in terms of the JDK and the engine. A context is an object of that API.
 *
 * <p>Implemented by {@code .otel.BoundApi}, once for each API, in a loader that sees the API.
 *
 * <p>Thread-safety: thread-safe. Errors: whatever a strange version of the API throws; callers catch.
 */
public interface TraceApi {

    /** True if contexts are in use, so that to ask for one does not initialise what the application has plans for. */
    boolean isInUse();

    /** The current context if it carries anything, else null; null also if contexts are not in use yet. */
    @Nullable
    Object current();

    /** What {@link #with} put there, or null. */
    @Nullable
    Object valueIn(Object context);

    /** The value of a member of the context's baggage, or null. */
    @Nullable
    String baggageIn(Object context, String key);

    /** A context with a value of ours. */
    Object with(@Nullable Object context, Object value);

    /** A context with one more member in its baggage. */
    Object withBaggage(@Nullable Object context, String key, String value);

    /** The context is current in this thread until the scope is closed. */
    Scope enter(Object context);

    /** The span that the context carries, or null. */
    @Nullable
    SpanIds spanIn(Object context);

    /** True if OpenTelemetry's own instrumentation has begun a span of the call that we are in, of a client's or a driver's. */
    boolean isInClientSpan(@Nullable Object context);

    /** True if the context is that of an exporter at work, who asks not to be traced. */
    boolean isExporting(Object context);

    /** True if this is the OpenTelemetry agent's own, which has instrumentation for clients. */
    boolean isAgents();

    /** True if somebody is there to take spans: an SDK has been set. Does not set one. */
    boolean records();

    /**
     * Begins a span of a call.
     *
     * @param context to which it belongs, or null
     * @param remote the parent if the context has no span, or null
     * @return null if nobody takes spans
     */
    @Nullable
    OpenSpan start(String name, @Nullable Object context, @Nullable SpanIds remote, long epochNanos);

    /**
     * The instruments of this API, the same ones each time; null if it has none, as those before 1.10, as long as no SDK
     * is set, or if that SDK has nobody collect metrics.
     */
    @Nullable
    Instruments instruments();

    /** The application's own span in the context, to add something to it, if it is recorded; else null. It is not ended. */
    @Nullable
    OpenSpan borrow(Object context);
}
