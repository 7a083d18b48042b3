package io.breakwater.telemetry.tracing;

import io.breakwater.engine.context.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A context of OpenTelemetry that a call was made in, and the caller that the thread knew besides.
 *
 * <p>Thread-safety: immutable.
 */
final class Carried {
    final TraceApi api;
    final Object context;
    final @Nullable Caller ofThread;

    /** The call brings spans to a collector. It is nobody's: no request waits for it, and it has no span, which would be brought in turn. */
    final boolean exporting;

    Carried(TraceApi api, Object context, @Nullable Caller ofThread, boolean exporting) {
        this.api = api;
        this.context = context;
        this.ofThread = ofThread;
        this.exporting = exporting;
    }
}
