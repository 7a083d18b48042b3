package io.breakwater.engine;

import static java.util.Objects.requireNonNull;

import io.breakwater.engine.context.CallerContext;
import io.breakwater.engine.context.ThreadContext;
import io.breakwater.engine.event.CallMeters;
import io.breakwater.engine.event.CallTracer;
import io.breakwater.engine.event.InterventionListener;

/** Who is told of calls, and who knows on whose behalf they are made. Thread-safety: immutable. */
public final class Observers {
    private final InterventionListener listener;
    private final CallTracer tracer;
    private final CallMeters meters;
    private final CallerContext context;

    private Observers(InterventionListener listener, CallTracer tracer, CallMeters meters, CallerContext context) {
        this.listener = requireNonNull(listener, "listener");
        this.tracer = requireNonNull(tracer, "tracer");
        this.meters = requireNonNull(meters, "meters");
        this.context = requireNonNull(context, "context");
    }

    /** The listener alone, and callers known by thread. */
    public static Observers of(InterventionListener listener) {
        return new Observers(listener, CallTracer.none(), CallMeters.none(), new ThreadContext());
    }

    public Observers withTracer(CallTracer next) {
        return new Observers(listener, next, meters, context);
    }

    public Observers withMeters(CallMeters next) {
        return new Observers(listener, tracer, next, context);
    }

    public Observers withContext(CallerContext next) {
        return new Observers(listener, tracer, meters, next);
    }

    public InterventionListener listener() {
        return listener;
    }

    public CallTracer tracer() {
        return tracer;
    }

    public CallMeters meters() {
        return meters;
    }

    public CallerContext context() {
        return context;
    }
}
