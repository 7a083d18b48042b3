package io.breakwater.engine.event;

import io.breakwater.engine.Destination;
import org.jspecify.annotations.Nullable;

/** Traces nothing. Thread-safety: stateless. */
final class NoTracer implements CallTracer {
    static final CallTracer INSTANCE = new NoTracer();

    private NoTracer() {}

    @Override
    public boolean tracesAll() {
        return false;
    }

    @Override
    public @Nullable CallTrace begin(
            Destination destination, String method, @Nullable Object captured, Class<?> asking, long startNanos) {
        return null;
    }
}
