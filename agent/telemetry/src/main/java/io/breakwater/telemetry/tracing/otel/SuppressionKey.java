package io.breakwater.telemetry.tracing.otel;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an exporter of OpenTelemetry's has marked a context, so that nobody traces its own calls: they would be exported
 * as well, without end.
 *
 * <p>Thread-safety: immutable. Errors: a version that has no such mark marks nothing.
 */
final class SuppressionKey {
    private static final String[] PACKAGES = {"impl.", "internal."};

    private final @Nullable Method isIn;

    private SuppressionKey(@Nullable Method isIn) {
        this.isIn = isIn;
    }

    static SuppressionKey find() {
        // The OpenTelemetry agent's copy has another name; to ask for ours does not initialise the class.
        Class<?> global = GlobalOpenTelemetry.class;
        String api = global.getName().substring(0, global.getName().lastIndexOf('.') + 1);
        for (String part : PACKAGES) {
            try {
                Class<?> util = Class.forName(api + part + "InstrumentationUtil", true, global.getClassLoader());
                return new SuppressionKey(util.getMethod("shouldSuppressInstrumentation", Context.class));
            } catch (ReflectiveOperationException | LinkageError anotherVersion) {
                // The next one, or none.
            }
        }
        return new SuppressionKey(null);
    }

    boolean isIn(Context context) {
        try {
            return isIn != null && (Boolean) isIn.invoke(null, context);
        } catch (ReflectiveOperationException | RuntimeException anotherVersion) {
            return false;
        }
    }
}
