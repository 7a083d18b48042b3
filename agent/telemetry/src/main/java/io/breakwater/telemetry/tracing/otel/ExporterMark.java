package io.breakwater.telemetry.tracing.otel;

import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a context is that of an exporter at work: OpenTelemetry's own exporters mark theirs, so that nobody traces how
 * traces are brought away.
 *
 * <p>The class that knows the mark has moved: first it came with the exporters, later with the API. Before both, nobody marked
 * anything.
 *
 * <p>Loaded by: a loader that sees the API. Thread-safety: thread-safe; what is known takes no lock. Errors: another version
 * may have no such class; then no context is marked.
 */
final class ExporterMark {
    private static final String CONTEXT = "io.opentelemetry.context.Context";
    private static final String[] HOMES = {
        "io.opentelemetry.api.impl.InstrumentationUtil",
        "io.opentelemetry.api.internal.InstrumentationUtil",
        "io.opentelemetry.exporter.internal.InstrumentationUtil"
    };

    private final @Nullable Method asks = find();

    /** An application without exporters of OpenTelemetry's has none of them. */
    private static @Nullable Method find() {
        String context = Context.class.getName();
        String moved = context.substring(0, context.length() - CONTEXT.length()); // in the OpenTelemetry agent's copy
        for (String home : HOMES) {
            try {
                Class<?> util = Class.forName(moved + home, true, Context.class.getClassLoader());
                return util.getMethod("shouldSuppressInstrumentation", Context.class);
            } catch (ReflectiveOperationException | LinkageError notThere) {
                // The next one, if any.
            }
        }
        return null;
    }

    boolean isIn(Context context) {
        try {
            return asks != null && Boolean.TRUE.equals(asks.invoke(null, context));
        } catch (ReflectiveOperationException anotherVersion) {
            return false;
        }
    }
}
