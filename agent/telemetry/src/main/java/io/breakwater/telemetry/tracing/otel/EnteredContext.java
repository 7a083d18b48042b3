package io.breakwater.telemetry.tracing.otel;

import io.breakwater.engine.context.Scope;

/** A context that is current in a thread. Thread-safety: closed by the thread that entered it. */
final class EnteredContext implements Scope {
    private final io.opentelemetry.context.Scope scope;

    EnteredContext(io.opentelemetry.context.Scope scope) {
        this.scope = scope;
    }

    @Override
    public void close() {
        scope.close();
    }
}
