package io.breakwater.telemetry.tracing;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.CallerContext;
import io.breakwater.engine.context.Deadline;
import io.breakwater.engine.context.DeadlineMember;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.context.ThreadContext;
import io.breakwater.engine.policy.DeadlinePolicy;
import io.breakwater.engine.policy.Mode;
import io.breakwater.engine.time.TimeSource;
import io.breakwater.telemetry.metrics.outlet.Instruments;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a thread, in the context of OpenTelemetry where that is in use, so that it goes wherever OpenTelemetry
 * carries its context, and in a place of our own everywhere.
 *
 * <p>Thread-safety: thread-safe. Errors: never throws. Cost: where there is no OpenTelemetry, that of reading a {@link
 * ThreadLocal} and one volatile number.
 */
public final class OpenTelemetryContext implements CallerContext {
    /** What is captured of a call that brings spans to a collector, where no context is current. */
    private static final Object EXPORTING = new Object();

    private final TraceApis apis;
    private final TimeSource time;
    private final Supplier<DeadlinePolicy> policy;
    private final ThreadContext threads = new ThreadContext();

    /** @param policy how a deadline in the baggage is read; asked each time, and quick */
    public OpenTelemetryContext(ApiSightings sightings, TimeSource time, Supplier<DeadlinePolicy> policy) {
        this.apis = new TraceApis(sightings);
        this.time = time;
        this.policy = policy;
    }

    TraceApis apis() {
        return apis;
    }

    /** Lets go of OpenTelemetry, for good. */
    public void forget() {
        apis.forget();
    }

    /** OpenTelemetry's instruments, wherever it was found; null as long as there are none. Never throws. */
    public @Nullable Instruments instruments() {
        try {
            return apis.instruments();
        } catch (Throwable strangeVersion) {
            return null;
        }
    }

    @Override
    public @Nullable Object capture(Class<?> asking) {
        Object ofThread = threads.capture(asking);
        try {
            TraceApi api = apis.of(asking);
            Object context = api == null ? null : api.current();
            if (api != null && context != null) {
                boolean exporting = SpanEnd.isUnderWay() || api.isExporting(context);
                return new Carried(api, context, exporting ? null : (Caller) ofThread, exporting);
            }
            if (api != null && SpanEnd.isUnderWay()) {
                return EXPORTING;
            }
        } catch (Throwable strangeVersion) {
            // Then as if there was none.
        }
        return ofThread;
    }

    @Override
    public @Nullable Caller callerIn(@Nullable Object captured) {
        if (!(captured instanceof Carried)) {
            return threads.callerIn(captured);
        }
        Carried carried = (Carried) captured;
        if (carried.exporting) {
            return null;
        }
        try {
            Object caller = carried.api.valueIn(carried.context);
            if (caller instanceof Caller) {
                return (Caller) caller;
            }
            Deadline deadline = inBaggage(carried);
            if (deadline != null) {
                return new Caller(deadline, false, null);
            }
        } catch (Throwable strangeVersion) {
            // Then as if it carried nothing.
        }
        return carried.ofThread;
    }

    /** True if what was captured is of a call that brings spans to a collector. */
    static boolean isExporting(@Nullable Object captured) {
        return captured == EXPORTING || (captured instanceof Carried && ((Carried) captured).exporting);
    }

    private @Nullable Deadline inBaggage(Carried carried) {
        DeadlinePolicy reading = policy.get();
        if (reading.mode() == Mode.DISABLED || !reading.read().contains("baggage")) {
            return null;
        }
        String member = carried.api.baggageIn(carried.context, reading.baggageKey());
        return member == null ? null : DeadlineMember.parse(member, time.nanoTime(), time.epochMillis(), reading);
    }

    @Override
    public Scope enter(Caller caller, Class<?> asking) {
        Scope ours = threads.enter(caller, asking);
        try {
            TraceApi api = apis.of(asking);
            if (api != null && api.isInUse()) {
                return both(api.enter(api.with(api.current(), caller)), ours);
            }
        } catch (Throwable strangeVersion) {
            // Our own place is enough.
        }
        return ours;
    }

    @Override
    public Scope restore(@Nullable Object captured, @Nullable String member, Class<?> asking) {
        return restore(captured, null, member, asking);
    }

    /** {@link #restore(Object, String, Class)} with a span in the context. */
    Scope restore(@Nullable Object captured, @Nullable OpenSpan span, @Nullable String member, Class<?> asking) {
        Carried carried = captured instanceof Carried ? (Carried) captured : null;
        Scope ours = threads.restore(carried == null ? captured : carried.ofThread, member, asking);
        try {
            TraceApi api = carried == null ? apis.of(asking) : carried.api;
            Object context = carried == null ? null : carried.context;
            if (api == null || !api.isInUse()) {
                return ours;
            }
            Object next = span == null ? context : span.in(context);
            int end = member == null ? -1 : member.indexOf('=');
            if (member != null && end > 0) {
                next = api.withBaggage(next, member.substring(0, end), member.substring(end + 1));
            }
            return next == null ? ours : both(api.enter(next), ours);
        } catch (Throwable strangeVersion) {
            return ours;
        }
    }

    private static Scope both(Scope inner, Scope outer) {
        return () -> {
            try {
                inner.close();
            } catch (Throwable strangeVersion) {
                // The other one has the same right to be closed.
            } finally {
                outer.close();
            }
        };
    }
}
