package io.breakwater.telemetry.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span that has begun. Values of attributes are {@link String}, {@link Long} or {@link Boolean}.
 *
 * <p>Thread-safety: implementations are thread-safe. Errors: what they throw is a bug, and dropped by the engine. Time:
 * nanoseconds since 1970-01-01T00:00Z. After the end nothing has an effect.
 */
public interface OpenSpan {
    SpanIds ids();

    void set(String key, Object value);

    void event(String name, Map<String, Object> attributes, long epochNanos);

    /** What the span stands for has failed. */
    void fail();

    void end(long epochNanos);

    /** Begins a span below this one, for what a client sends. */
    OpenSpan client(String name, long epochNanos);

    /** A context of OpenTelemetry like this one with the span in it; as it is if this is no span of OpenTelemetry's. */
    @Nullable
    Object in(@Nullable Object context);
}
