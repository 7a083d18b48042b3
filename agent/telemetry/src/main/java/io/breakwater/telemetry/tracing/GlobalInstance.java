package io.breakwater.telemetry.tracing;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Asks a {@code GlobalOpenTelemetry} whether the application has set it. Its {@code get} must not be asked: it sets a
 * global instance that does nothing, for good. Newer versions can be asked; of older ones the private field is read.
 *
 * <p>Thread-safety: immutable. Errors: never throws; what cannot be asked is not set.
 */
final class GlobalInstance {
    private final @Nullable Method isSet;
    private final @Nullable Field value;

    private GlobalInstance(@Nullable Method isSet, @Nullable Field value) {
        this.isSet = isSet;
        this.value = value;
    }

    /** @param global the class */
    static GlobalInstance of(Class<?> global) {
        try {
            return new GlobalInstance(global.getMethod("isSet"), null);
        } catch (ReflectiveOperationException olderVersion) {
            return new GlobalInstance(null, valueOf(global));
        }
    }

    private static @Nullable Field valueOf(Class<?> global) {
        try {
            Field field = global.getDeclaredField("globalOpenTelemetry");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException strangeVersion) {
            return null;
        }
    }

    boolean isSet() {
        try {
            if (isSet != null) {
                return (Boolean) isSet.invoke(null);
            }
            return value != null && value.get(null) != null;
        } catch (ReflectiveOperationException | RuntimeException strangeVersion) {
            return false;
        }
    }
}
