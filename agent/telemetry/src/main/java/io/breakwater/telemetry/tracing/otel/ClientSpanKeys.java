package io.breakwater.telemetry.tracing.otel;

import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a context is that of a client span which the OpenTelemetry agent has begun: its instrumentation marks such
 * contexts, so that nested clients make no span twice.
 *
 * <p>Thread-safety: immutable. Errors: another version of the agent may have no such marks; then no context has one.
 */
final class ClientSpanKeys {
    private static final String KEYS = "io.opentelemetry.javaagent.shaded.instrumentation.api.internal.SpanKey";
    private static final String[] KINDS = {"HTTP_CLIENT", "DB_CLIENT", "RPC_CLIENT"};

    private final Object[] keys;
    private final @Nullable Method get;

    private ClientSpanKeys(Object[] keys, @Nullable Method get) {
        this.keys = keys;
        this.get = get;
    }

    static ClientSpanKeys find(boolean agents) {
        if (agents) {
            try {
                Class<?> type = Class.forName(KEYS, true, null);
                Object[] keys = new Object[KINDS.length];
                for (int i = 0; i < KINDS.length; i++) {
                    keys[i] = type.getField(KINDS[i]).get(null);
                }
                return new ClientSpanKeys(keys, type.getMethod("fromContextOrNull", Context.class));
            } catch (ReflectiveOperationException | LinkageError anotherVersion) {
                // Then every context is without.
            }
        }
        return new ClientSpanKeys(new Object[0], null);
    }

    boolean areIn(Context context) {
        if (get != null) {
            for (Object key : keys) {
                try {
                    if (get.invoke(key, context) != null) {
                        return true;
                    }
                } catch (ReflectiveOperationException anotherVersion) {
                    return false;
                }
            }
        }
        return false;
    }
}
