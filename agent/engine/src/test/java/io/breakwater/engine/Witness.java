package io.breakwater.engine;

import io.breakwater.engine.context.Caller;
import io.breakwater.engine.context.CallerContext;
import io.breakwater.engine.context.Scope;
import io.breakwater.engine.context.ThreadContext;
import io.breakwater.engine.event.CallMeter;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.event.CallTrace;
import io.breakwater.engine.event.CallTracer;
import io.breakwater.engine.event.Intervention;
import io.breakwater.engine.event.InterventionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down all that a tracer, a meter and the context are told. */
final class Witness implements CallTracer, CallMeters {
    private final Faults faults;
    boolean tracesAll;

    /** {@code begin GET}, {@code retry}, {@code enter 2}, {@code leave}, {@code attempt 1 status 503}, {@code end ...}. */
    final List<String> trace = Collections.synchronizedList(new ArrayList<>());

    /** {@code attempt GET status 503}, {@code call GET status 200, 2 attempts}. */
    final List<String> meter = Collections.synchronizedList(new ArrayList<>());

    /** What was in the baggage of each attempt. */
    final List<@Nullable String> members = Collections.synchronizedList(new ArrayList<>());

    Witness(Faults faults) {
        this.faults = faults;
    }

    Observers observers(InterventionListener listener) {
        return Observers.of(listener).withTracer(this).withMeters(this).withContext(new Context());
    }

    @Override
    public boolean tracesAll() {
        faults.trip(Point.TRACER);
        return tracesAll;
    }

    @Override
    public CallTrace begin(
            Destination destination, String method, @Nullable Object captured, Class<?> asking, long startNanos) {
        faults.trip(Point.TRACER);
        trace.add("begin " + method);
        return new Trace();
    }

    @Override
    public CallMeter of(Destination destination) {
        return new Meter();
    }

    @Override
    public void forget(Destination destination) {
        meter.add("forget " + destination);
    }

    private final class Trace implements CallTrace {
        @Override
        public void onIntervention(Intervention intervention, long nowNanos) {
            faults.trip(Point.TRACER);
            trace.add(intervention.kind().word());
        }

        @Override
        public Scope enterAttempt(int attempt, @Nullable String member) {
            faults.trip(Point.TRACER);
            trace.add("enter " + attempt);
            members.add(member);
            return () -> {
                trace.add("leave");
                faults.trip(Point.SCOPE);
            };
        }

        @Override
        public void onAttempt(int attempt, Outcome outcome, long startNanos, long endNanos) {
            faults.trip(Point.TRACER);
            trace.add("attempt " + attempt + " " + outcome + " " + (endNanos - startNanos) / 1_000_000 + " ms");
        }

        @Override
        public void onEnd(@Nullable Outcome outcome, boolean rejected, int attempts, long nowNanos) {
            faults.trip(Point.TRACER);
            trace.add("end " + outcome + (rejected ? " rejected" : "") + " " + attempts);
        }

        @Override
        public String traceParent() {
            faults.trip(Point.TRACER);
            return "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        }
    }

    private final class Meter implements CallMeter {
        @Override
        public void onAttempt(String method, Outcome outcome, long nanos) {
            faults.trip(Point.METER);
            meter.add("attempt " + method + " " + outcome + " " + nanos / 1_000_000 + " ms");
        }

        @Override
        public void onCall(
                String method, @Nullable Outcome outcome, boolean rejected, int attempts, long nanos, long nowNanos) {
            faults.trip(Point.METER);
            meter.add("call " + method + " " + outcome + (rejected ? " rejected" : "") + " " + attempts + " "
                    + nanos / 1_000_000 + " ms");
        }
    }

    private final class Context implements CallerContext {
        private final ThreadContext threads = new ThreadContext();

        @Override
        public @Nullable Object capture(Class<?> asking) {
            faults.trip(Point.CAPTURE);
            return threads.capture(asking);
        }

        @Override
        public @Nullable Caller callerIn(@Nullable Object captured) {
            return threads.callerIn(captured);
        }

        @Override
        public Scope enter(Caller caller, Class<?> asking) {
            return threads.enter(caller, asking);
        }

        @Override
        public Scope restore(@Nullable Object captured, @Nullable String member, Class<?> asking) {
            members.add(member);
            return threads.restore(captured, member, asking);
        }
    }
}
