package io.breakwater.telemetry.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Where spans go when there is no OpenTelemetry in the process. Thread-safety: implementations are thread-safe, quick and
 * do not block.
 */
public interface SpanSource {

    /**
     * Begins a span of a call.
     *
     * @param parent null if the trace begins here
     */
    OpenSpan start(String name, @Nullable SpanIds parent, long epochNanos);
}
