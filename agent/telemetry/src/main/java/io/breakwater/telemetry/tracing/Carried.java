package io.breakwater.telemetry.tracing;

import io.breakwater.engine.context.Caller;
import org.jspecify.annotations.Nullable;

/** A context of OpenTelemetry that a call was made in, and the caller that the thread knew besides. Thread-safety: immutable. */
final class Carried {
    final TraceApi api;
    final Object context;
    final @Nullable Caller ofThread;

    Carried(TraceApi api, Object context, @Nullable Caller ofThread) {
        this.api = api;
        this.context = context;
        this.ofThread = ofThread;
    }
}
