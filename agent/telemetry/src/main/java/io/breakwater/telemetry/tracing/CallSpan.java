package io.breakwater.telemetry.tracing;

import io.breakwater.engine.Destination;
import io.breakwater.engine.Outcome;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.event.CallTrace;
import io.breakwater.engine.event.Intervention;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The span of one call: an event for each intervention, and for each attempt either a client span below it or an event.
 *
 * <p>Thread-safety: as {@link CallTrace} says.
 */
final class CallSpan implements CallTrace {
    private final OpenTelemetryContext contexts;
    private final EpochClock clock;
    private final OpenSpan span;
    private final Destination destination;
    private final String method;
    private final @Nullable Object captured;
    private final Class<?> asking;
    private final boolean makesClientSpans;
    private final boolean tellsTraceParent;

    private @Nullable OpenSpan client;
    private volatile @Nullable String refusal;
    private volatile boolean touched;

    /** When the latest event was: its thread may have read the clock after the one that tells of the end. */
    private final AtomicLong lastEventEpochNanos = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param makesClientSpans true if nobody else makes the spans of attempts
     * @param tellsTraceParent true if nobody else writes the header of that name
     */
    CallSpan(
            OpenTelemetryContext contexts,
            EpochClock clock,
            OpenSpan span,
            Destination destination,
            String method,
            @Nullable Object captured,
            Class<?> asking,
            boolean makesClientSpans,
            boolean tellsTraceParent) {
        this.contexts = contexts;
        this.clock = clock;
        this.span = span;
        this.destination = destination;
        this.method = method;
        this.captured = captured;
        this.asking = asking;
        this.makesClientSpans = makesClientSpans;
        this.tellsTraceParent = tellsTraceParent;
    }

    @Override
    public void onIntervention(Intervention intervention, long nowNanos) {
        if (intervention.isEnforced() && !touched) {
            touched = true;
            span.set(SpanWords.MODE, "enforce");
        } else if (!touched) {
            span.set(SpanWords.MODE, "observe");
        }
        if (intervention.isEnforced()) {
            refusal = intervention.kind().word();
        }
        event(intervention.kind().word(), SpanWords.of(intervention), clock.epochNanos(nowNanos));
    }

    @Override
    public Scope enterAttempt(int attempt, @Nullable String member) {
        OpenSpan inner = span;
        if (makesClientSpans) {
            inner = client();
            inner.set(SpanWords.ATTEMPT, (long) attempt);
            setResendCount(inner, attempt);
        }
        return contexts.restore(captured, inner, member, asking);
    }

    /** The span of the attempt that is about to be made: its header may be asked for ahead of it. */
    private OpenSpan client() {
        OpenSpan open = client;
        if (open == null) {
            open = client(clock.now());
            client = open;
        }
        return open;
    }

    private OpenSpan client(long epochNanos) {
        OpenSpan open = span.client(SpanWords.clientName(destination, method), epochNanos);
        SpanWords.describe(open, destination, method);
        return open;
    }

    private void setResendCount(OpenSpan target, int attempt) {
        if (attempt > 1 && !destination.isDatabase()) {
            target.set(SpanWords.RESEND_COUNT, (long) attempt - 1);
        }
    }

    @Override
    public void onAttempt(int attempt, Outcome outcome, long startNanos, long endNanos) {
        long end = clock.epochNanos(endNanos);
        if (!makesClientSpans) {
            event("attempt", SpanWords.of(attempt, outcome, endNanos - startNanos), end);
            return;
        }
        OpenSpan open = client;
        client = null;
        if (open == null) {
            open = client(clock.epochNanos(startNanos)); // it was made before anybody knew that it would be traced
            open.set(SpanWords.ATTEMPT, (long) attempt);
            setResendCount(open, attempt);
        }
        SpanWords.conclude(open, outcome);
        SpanEnd.of(open, end);
    }

    @Override
    public void onEnd(@Nullable Outcome outcome, boolean rejected, int attempts, long nowNanos) {
        long end = clock.epochNanos(nowNanos);
        if (client != null) {
            SpanEnd.of(client, end); // given up by the application
            client = null;
        }
        SpanWords.conclude(span, outcome);
        if (rejected && (outcome == null || attempts == 0)) {
            String kind = refusal;
            span.set(SpanWords.ERROR_TYPE, kind == null ? SpanWords.OTHER : kind);
            span.fail();
        }
        setResendCount(span, attempts);
        span.set("breakwater.attempts", (long) attempts);
        SpanEnd.of(span, Math.max(end, lastEventEpochNanos.get()));
    }

    private void event(String name, Map<String, Object> attributes, long epochNanos) {
        lastEventEpochNanos.accumulateAndGet(epochNanos, Math::max);
        span.event(name, attributes, epochNanos);
    }

    @Override
    public @Nullable String traceParent() {
        return tellsTraceParent ? (makesClientSpans ? client() : span).ids().traceParent() : null;
    }

    @Override
    public String traceId() {
        return span.ids().traceId();
    }

    @Override
    public String spanId() {
        return span.ids().spanId();
    }
}
