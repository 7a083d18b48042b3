package io.breakwater.engine.event;

import io.breakwater.engine.Destination;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the engine did or would have done. Holds no secret: neither path nor query of a URL.
 *
 * <p>Thread-safety: immutable.
 */
public final class Intervention {
    private final InterventionKind kind;
    private final boolean enforced;
    private final Destination destination;
    private final String method;
    private final int attempt;
    private final String reason;
    private final long waitNanos;
    private final String origin;
    private final @Nullable String traceId;
    private final @Nullable String spanId;

    /**
     * @param enforced false if the policy only observes, so that the call was not touched
     * @param method of the call, or empty where the event belongs to no call
     * @param attempt the attempt it happened at, counted from 1; 0 before the first
     * @param reason for people: {@code status 503, attempt 1 of 3}
     * @param waitNanos the wait that follows (backoff, open duration), or 0
     * @param origin the configuration line that asks for it
     */
    public Intervention(
            InterventionKind kind,
            boolean enforced,
            Destination destination,
            String method,
            int attempt,
            String reason,
            long waitNanos,
            String origin) {
        this(kind, enforced, destination, method, attempt, reason, waitNanos, origin, null, null);
    }

    private Intervention(
            InterventionKind kind,
            boolean enforced,
            Destination destination,
            String method,
            int attempt,
            String reason,
            long waitNanos,
            String origin,
            @Nullable String traceId,
            @Nullable String spanId) {
        this.kind = kind;
        this.enforced = enforced;
        this.destination = destination;
        this.method = method;
        this.attempt = attempt;
        this.reason = reason;
        this.waitNanos = waitNanos;
        this.origin = origin;
        this.traceId = traceId;
        this.spanId = spanId;
    }

    /** The same, with the trace and the span that it is a part of; null where there is none. */
    public Intervention inTrace(@Nullable String trace, @Nullable String span) {
        return new Intervention(kind, enforced, destination, method, attempt, reason, waitNanos, origin, trace, span);
    }

    public InterventionKind kind() {
        return kind;
    }

    /** False if it would have happened, but the mode is observe. */
    public boolean isEnforced() {
        return enforced;
    }

    public Destination destination() {
        return destination;
    }

    public String method() {
        return method;
    }

    public int attempt() {
        return attempt;
    }

    public String reason() {
        return reason;
    }

    public long waitNanos() {
        return waitNanos;
    }

    public String origin() {
        return origin;
    }

    /** The trace that it is a part of, in hexadecimal digits, or null. */
    public @Nullable String traceId() {
        return traceId;
    }

    /** The span of the call, in hexadecimal digits, or null. */
    public @Nullable String spanId() {
        return spanId;
    }

    @Override
    public String toString() {
        return (enforced ? "" : "would have: ") + kind.word() + " " + destination + " (" + reason + ")";
    }
}
